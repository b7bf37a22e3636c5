# Las palabras propias del bot en español. Trata de tú.

## Answers

passage-gone = Los artículos han cambiado: un pasaje que estaba aquí ya no existe.
answer-gone = Los artículos han cambiado y lo que estaba aquí ya no existe. Vuelve a preguntar para ver qué dicen ahora.
button-earlier = ◀ Anterior
button-next = Siguiente ▶
button-show = Mostrar aquí
button-helpful = Útil
button-not-helpful = No es útil
menu-more = Más artículos sobre esto
source = Fuente: { $link }
source-verbatim = De: { $link }
updated = actualizado el { $date }
shared = { $member } ha preguntado:
thanks-helpful = Gracias. Me alegro de que te haya servido.
thanks-not-helpful = Gracias. Queda anotado para quienes escriben los artículos, sin tu nombre.

## Nothing found

nothing-found = Los artículos no responden a eso.
no-article-has = En ningún artículo aparece { $words }.
nearest-topics = Los temas de abajo son los más cercanos que hay.
did-you-mean = ¿Querías decir «{ $word }»?
topics-hint = `/temas` muestra de qué tratan.
quoted = «{ $text }»
read-as = { $typed } como { $read }
read = He leído { $words }.

## What went wrong

question-too-long =
    { $chars ->
        [one] Esa pregunta tiene { $chars } carácter. Usa { $max } como máximo.
       *[other] Esa pregunta tiene { $chars } caracteres. Usa { $max } como máximo.
    }
nothing-asked = Pregúntame algo; por ejemplo: `/preguntar pregunta: ¿qué es la fascia?`
too-many-member = Has preguntado mucho hace un momento. Dame un minuto y vuelve a preguntar.
too-many-channel = En este canal se ha preguntado mucho hace un momento. Inténtalo de nuevo en un minuto.
too-many-server = En este servidor se ha preguntado mucho hace un momento. Inténtalo de nuevo en un minuto.
too-many-changes = Has empezado muchos cambios en la última hora. Espera unos minutos e inténtalo de nuevo.
not-moderator = Eso solo pueden hacerlo los moderadores: miembros con el permiso «Gestionar servidor» o con un rol designado para ello.
not-manager = Eso solo pueden hacerlo los miembros con el permiso «Gestionar servidor».
not-here = En este canal respondo solo para ti; así lo ha configurado este servidor.
not-home = Los artículos se comparten con otros servidores; eso solo pueden hacerlo los moderadores de los servidores que los mantienen.
reindexing = Los artículos ya se están leyendo de nuevo. El informe llega al terminar.
cooldown = Los artículos se han leído hace un momento. Inténtalo de nuevo en { $seconds } s.
closing = Me estoy reiniciando. Vuelve a preguntarme en un minuto.
unknown-press = Ese botón es de otra versión mía. Vuelve a preguntar, por favor.
broken = Algo ha fallado por mi parte. Inténtalo de nuevo, por favor.
no-journal = Ahora mismo no puedo leer ni escribir lo que guardo. Quien me gestiona encontrará el motivo en mi registro.
unknown-topic = Ningún artículo tiene el tema «{ $name }». Hay estos: { $known }
unknown-article = No hay ningún artículo «{ $name }».
unknown-article-near = No hay ningún artículo «{ $name }». Se parecen: { $near }
would-empty = No había ningún artículo en la carpeta, así que se han conservado los anteriores. Quien me gestiona debería mirar allí.
unsearchable = Ahora mismo no se puede buscar en los artículos. Quien me gestiona encontrará el motivo en mi registro.

## Counts

questions =
    { $count ->
        [one] { $count } pregunta
       *[other] { $count } preguntas
    }
headings =
    { $count ->
        [one] { $count } título
       *[other] { $count } títulos
    }
words =
    { $count ->
        [one] { $count } palabra
       *[other] { $count } palabras
    }
lines =
    { $count ->
        [one] { $count } línea
       *[other] { $count } líneas
    }
pages =
    { $count ->
        [one] { $count } página
       *[other] { $count } páginas
    }
deeds =
    { $count ->
        [one] { $count } acción
       *[other] { $count } acciones
    }
sources =
    { $count ->
        [one] { $count } fuente
       *[other] { $count } fuentes
    }
files =
    { $count ->
        [one] { $count } archivo
       *[other] { $count } archivos
    }
days =
    { $count ->
        [one] { $count } día
       *[other] { $count } días
    }
articles =
    { $count ->
        [one] { $count } artículo
       *[other] { $count } artículos
    }
topics =
    { $count ->
        [one] { $count } tema
       *[other] { $count } temas
    }
passages =
    { $count ->
        [one] { $count } pasaje
       *[other] { $count } pasajes
    }
problems =
    { $count ->
        [one] { $count } problema
       *[other] { $count } problemas
    }
errors =
    { $count ->
        [one] { $count } error
       *[other] { $count } errores
    }
warnings =
    { $count ->
        [one] { $count } advertencia
       *[other] { $count } advertencias
    }
and-more = y { $count } más

## Topics and articles

no-topics = Los artículos no indican temas. Pregunta sin más: `/preguntar`
topics-title = Sobre qué puedes preguntar
menu-topic = Ver un tema
menu-article = Ver un artículo
button-questions = Qué responden
questions-title = Qué responden los artículos sobre { $topic }
no-headings = El artículo no tiene encabezados.

## Help

help-title = Cómo preguntar
help-intro = Respondo preguntas a partir de una colección de artículos: con pasajes al pie de la letra, cada uno con un enlace a su página. No escribo nada propio, y cuando los artículos no responden, lo digo.
help-ask = Preguntar
help-ask-command = `/preguntar` con tu pregunta; añade un tema para acotarla, o hazla privada
help-ask-mention = mencióname en un mensaje o responde a una de mis respuestas: «¿duele?» se refiere entonces a lo que se trataba allí
help-ask-direct = escríbeme sin más un mensaje directo
help-ask-menu = en el menú de un mensaje: Aplicaciones › **Responder con los artículos**
help-look = Explorar
help-look-articles = `/temas`, `/tema`, `/artículo`
help-look-about = `/acerca-de`, `/privacidad mostrar`, `/privacidad olvidar`
help-moderators = Para moderadores
help-moderators-articles = `/reindexar` vuelve a leer los artículos, `/colección estado`, `/colección revisar`
help-moderators-changes = `/colección añadir`, `editar`, `mostrar`, `renombrar`, `quitar` cuidan los artículos; `/colección historial`, `/colección deshacer`
help-moderators-sources = `/fuente añadir`, `lista`, `actualizar`, `quitar`: de dónde vienen los artículos
help-moderators-settings = `/ajustes`: dónde y cómo respondo en este servidor
help-moderators-insights = `/análisis` muestra lo que los miembros preguntaron y no encontraron; `/registro`, lo que hicieron los moderadores

## Privacy

privacy-title = Privacidad
privacy-nothing = Lo que guardo sobre ti: nada.
privacy-no-questions = No guardo ninguna de tus preguntas.
privacy-counted = Lo que cuento:
privacy-numbers = Por cada servidor y día: cuántas preguntas hubo y cuántas se respondieron, qué artículos y temas quedaron primeros, y cuántas veces se dijo que un pasaje ayudaba o no. Durante { $days }.
privacy-gaps = Cuando no encuentro respuesta: una huella de aquello de lo que trataba la pregunta, y una tuya que es distinta en cada asunto, para saber cuántas personas distintas preguntan. Cuando lo han hecho { $people }, desaparecen todas las huellas de personas, y guardo las palabras del asunto sin nombres, números ni direcciones («cupping bruises»). Las ven los moderadores de ese servidor. Durante { $days }, o más tiempo donde los moderadores comprueban con ellas que un artículo ya responde.
privacy-moderators = Lo que hacen los moderadores: quién, qué, cuándo. Lo ven los moderadores de ese servidor. Durante { $days }. Los cambios de artículos se guardan más tiempo, con quién los hizo, para poder deshacerlos.
privacy-questions = Las preguntas se responden en memoria, no se registran y no se envían a nadie más que a Discord, que te muestra mi respuesta. Las últimas quedan en memoria con sus respuestas, sin tu nombre, para quien pregunte lo mismo: ninguna se usa durante más de diez minutos, y la siguiente pregunta descarta las que sean más antiguas.
privacy-buttons = Los botones de una respuesta llevan el número que Discord te ha dado, en el propio mensaje de Discord, para que nadie más pase tus páginas.
privacy-limits = Para que nadie inunde un canal, cuento las preguntas durante un minuto, y los cambios que empieza un moderador durante una hora, en memoria.
privacy-messages = Solo leo los mensajes que me mencionan, me responden o me llegan directamente, los mensajes que alguien elige en el menú, y los títulos de los hilos donde un servidor lo ha pedido. Cuando una pregunta en un hilo o en un mensaje directo se apoya en la anterior, busco esa encima de mi última respuesta allí.
privacy-take-back = `/privacidad olvidar` elimina tus huellas.
privacy-no-journal = Ahora mismo no guardo nada en absoluto.
privacy-nothing-there = No había nada que pudiera relacionarse contigo.
privacy-gone =
    { $count ->
        [one] Hecho: { $count } huella que podía relacionarse contigo ha desaparecido.
       *[other] Hecho: { $count } huellas que podían relacionarse contigo han desaparecido.
    }
privacy-stays = Lo que queda: números de preguntas, que no nombran a nadie; palabras de lagunas por las que preguntaron varias personas; y, si eres moderador, lo que hiciste aquí, durante { $days }. Quien me gestiona puede quitar tu nombre de ahí: pídeselo. Mis respuestas son mensajes de Discord: bórralos allí.

## About

about = Footnote { $version } cita { $articles } sobre { $topics }, { $passages } en total. Funciona por sí solo: sin ningún otro servicio, sin texto generado.
about-advice = Los artículos informan; no sustituyen el consejo de alguien que pueda examinarte.

## For moderators

status-title = Los artículos
status-index = Índice: { $megabytes } MB, formato { $format }
status-read = Última lectura: { $time }
status-problems = { $problems } en ellos
status-ratings = En los últimos { $days }: { $good } × útil, { $bad } × no es útil
check-summary = { $articles }: { $errors }, { $warnings }
fetching = Busco lo que hay de nuevo …
fetching-progress = Busco { $source } { $bar } { $done } de { $total } · { $seconds } s
refresh-stopped = La actualización se detuvo porque me están reiniciando. Lo que ya se trajo se queda; la próxima vez sigue.
reading = Leyendo los artículos…
reading-progress = Leyendo los artículos { $bar } { $done } de { $total } · { $seconds } s
encoding-progress = Codificando los pasajes { $bar } { $done } de { $total } · { $seconds } s
reindex-stopped = La lectura se ha detenido porque me estoy reiniciando. Los artículos siguen como estaban.
report = Añadidos: { $added }; cambiados: { $changed }; eliminados: { $removed }; sin cambios: { $unchanged } – { $passages } en { $seconds } s
more-in-file = y { $count } más, en el archivo

## Settings of a server

settings-title = Ajustes de este servidor
settings-channels = Respuestas para todos en
settings-channels-all = todos los canales
settings-threads = Respuestas sin que me pregunten a los hilos nuevos de
settings-threads-none = ningún canal salvo los de mi configuración
settings-roles = Moderadores, además de quienes tienen «Gestionar servidor»
settings-roles-none = nadie
settings-ask = Respuestas a /preguntar
settings-ask-private = solo para quien pregunta, si no indica otra cosa
settings-ask-public = para todos, si quien pregunta no indica otra cosa
settings-passages = Pasajes por página
settings-confidence = Respuestas en hilos a partir de una confianza de
settings-language = Idioma de mis propias palabras
settings-language-auto = el de quien pregunta
settings-articles = Artículos
settings-articles-seen = { $articles } ({ $count } por ahora)
settings-articles-all = todos los compartidos y los propios de este servidor
settings-articles-topics = los que tratan de { $topics } y los propios de este servidor
settings-articles-folders = los de las carpetas { $folders } y los propios de este servidor
settings-articles-both = los que tratan de { $topics }, los de las carpetas { $folders } y los propios de este servidor
settings-caution = Aviso sobre { $topic }
settings-more-cautions =
    { $count ->
        [one] y { $count } aviso más
       *[other] y { $count } avisos más
    }
names-and-more = { $names } y { $count } más
settings-fixed = Ahora mismo no se puede cambiar nada de esto: funciono sin lo que guardo. Quien me gestiona encontrará el motivo en mi registro.
settings-deleted =
    { $count ->
        [one] Uno de los canales o roles ya no existía; se ha quitado.
       *[other] { $count } de los canales y roles ya no existían; se han quitado.
    }
set = Cambiado: { $what }
set-added = se ha añadido { $name }
set-removed = se ha quitado { $name }
set-private = privado: sí
set-public = privado: no
set-passages = pasajes por página: { $count }
set-confidence = confianza: { $confidence }
set-language = idioma: { $language }
set-caution = bajo las respuestas sobre { $topic } aparece un aviso
set-no-caution = bajo las respuestas sobre { $topic } ya no aparece ningún aviso
reset-everything = todo restablecido menos los roles
reset-channels = canales restablecidos
reset-threads = hilos restablecidos
reset-answers = respuestas restablecidas
reset-cautions = avisos restablecidos
reset-articles = artículos restablecidos
not-in-list = { $name } no está en la lista.
in-list-already = { $name } ya está en la lista.
list-full = En la lista ya hay { $max }; quita uno primero.
name-length = Un nombre tiene de 1 a { $max } caracteres.
nothing-to-change = Di qué quieres cambiar: elige una de las opciones.
role-of-everybody = Ese rol es de todos; elige otro.
confidence-range = La confianza es un número de 0 a 1.
no-such-caution = No hay ningún aviso sobre «{ $topic }».
cautions-full = Ya hay { $max } avisos; quita uno primero.

## Changing articles: what is not possible

unknown-gap = Esa laguna ya no existe. `/análisis` muestra las que hay.
not-yours = Eso lo preparó otra persona. Usa tú mismo el comando.
too-slow = Eso ha tardado demasiado para un formulario. Inténtalo de nuevo.
too-long-for-a-form = Ese artículo tiene { $chars } caracteres, y en un formulario caben { $max }. Obtenlo con `/colección mostrar`, cámbialo y envíalo con `/colección editar` como `archivo`.
file-not-of-discord = Solo acepto archivos de Discord. Adjúntalo al comando.
file-too-large = Ese archivo es demasiado grande: acepto hasta { $size }.
file-lost = Discord no me ha dado ese archivo. Inténtalo de nuevo.
edit-path = «{ $path }» no puede ser el nombre de un artículo: { $fault }.
edit-full = Eso es más de lo que este servidor puede tener como propio: { $articles } artículos, { $megabytes } MiB en total. Quita algunos antes.
edit-full-of-versions = Las versiones anteriores de los artículos de este servidor ocuparían más de { $megabytes } MiB. Quita antes artículos que nadie necesite: sus versiones anteriores podrán olvidarse.
edit-elsewhere = { $path } no es de los artículos que puedes cambiar.
edit-of-source = { $path } viene de una fuente, que sobrescribiría cualquier cambio. Cámbialo allí de donde viene, o escribe un artículo propio.
edit-missing = No existe el archivo { $path }.
edit-exists = Ya existe un artículo { $path }. Cámbialo con `/colección editar`, o da otro título al nuevo.
edit-linked = A { $path } se llega por un enlace simbólico, y yo no escribo a través de enlaces.
edit-too-large = { $path } supera los { $size } que puede tener un artículo.
edit-changed = No se ha escrito nada: otra persona ha cambiado { $path } entretanto. Míralo de nuevo con `/colección mostrar`.
edit-unchanged = Eso no cambiaría nada.
edit-title = El título de { $path } está en un sitio donde no puedo cambiarlo. Usa `/colección editar`.
edit-expired = Eso ya no está: ya se hizo o se abandonó, o esperó más de una hora. Usa el comando de nuevo.
edit-nothing-to-undo = No hay ningún cambio que pueda deshacer.
edit-forgotten = Esa versión de { $path } se olvidó y no se puede recuperar: de las versiones anteriores de los artículos propios de este servidor guardo { $megabytes } MiB, las más recientes.
edit-version-lost = La versión anterior { $version } falta o está dañada donde la guardo, así que no se puede recuperar. Quien me gestiona quizá tenga una copia de seguridad.
edit-disk = Ahora mismo no puedo leer ni escribir los artículos, y no se ha cambiado nada. Quien me gestiona encontrará el motivo en mi registro.
send-as = Envía Markdown (.md), una página (.html), texto sin formato (.txt), o un .zip de ellos.
upload-too-large = Eso es demasiado grande: acepto hasta { $size }.
upload-ending = No conozco ese tipo de archivo.
upload-not-text = Eso es { $what }, diga lo que diga su nombre.
upload-archive-in-disguise = Eso es un archivo comprimido, diga lo que diga su nombre.
upload-no-text = En ese archivo no hay texto que pueda citar.
upload-other-kind = Ese archivo es de otro tipo que el artículo: una página no puede ocupar el lugar de Markdown o texto, ni al revés.
upload-bad-url = Eso no es la dirección de una página: empieza por http:// o https:// y nombra un servidor.
upload-front-matter-url = No puedo poner la dirección en la cabecera (front matter) de ese archivo: está dañada, o dice otra cosa en varias líneas. Escríbela allí, y deja la opción.
upload-front-matter-topic = No puedo poner el tema en la cabecera (front matter) de ese archivo: está dañada, o dice otra cosa en varias líneas. Escríbelo allí, y deja la opción.
upload-url-for-many = Una dirección no puede ser la de varios artículos. Añádelos uno a uno, o escribe `url` en cada uno.
upload-damaged = Ese archivo comprimido está dañado, o no es un zip. No se ha tomado nada.
upload-encrypted = Ese archivo comprimido está cifrado. No se ha tomado nada.
upload-too-many-files = Ese archivo comprimido tiene demasiados archivos: acepto hasta { $limit } a la vez.
upload-bomb = Ese archivo comprimido ocuparía más de { $size } al descomprimirlo. No se ha tomado nada.
upload-too-tight = { $name }, en ese archivo comprimido, está más comprimido que cualquier texto. No se ha tomado nada.
upload-nested = Hay un archivo comprimido dentro de ese: { $name }. No se ha tomado nada; descomprímelo primero.
upload-name = Un archivo de ese zip se llama «{ $name }»: { $fault }. No se ha tomado nada.
upload-not-unicode = Un nombre de ese archivo comprimido no es UTF-8. No se ha tomado nada; comprímelo de nuevo.
upload-not-regular = { $name }, en ese archivo comprimido, es un enlace o un dispositivo. No se ha tomado nada.
upload-twice = Dos archivos de ese zip se llaman { $name }, salvo por las mayúsculas o la extensión. No se ha tomado nada.
upload-empty = En ese archivo comprimido no hay ningún artículo.
fault-empty = una parte está vacía
fault-too-long = es demasiado largo, o está en demasiadas carpetas
fault-absolute = empieza en la raíz de un disco
fault-climbs = sale de su carpeta
fault-hidden = una parte empieza por un punto
fault-character = tiene un carácter que no todos los sistemas aceptan
fault-reserved = una parte significa otra cosa en algunos sistemas
fault-ending = no termina en .md, .html ni .txt
fault-no-article = un archivo con ese nombre no es un artículo

## Kinds of files that are no text

what-binary = datos binarios
what-picture = una imagen ({ $kind })
what-pdf = un PDF
what-rich-text = un documento en formato de texto enriquecido (RTF)
what-office = un documento antiguo de Office
what-compressed = un archivo comprimido ({ $kind })
what-archive = un archivo comprimido ({ $kind })
what-program = un programa

## Insights, gaps and what moderators did

insights-title = Qué preguntaron los miembros en { $days }
insights-period = { $from } a { $to } (UTC)
insights-menu = Una laguna queda cubierta por …
insights-answered = { $questions }, { $share } % respondidas
insights-ratings = { $good } × útil, { $bad } × no útil
insights-topics = Temas más preguntados
insights-articles = Artículos que más veces quedaron primeros
insights-unhelpful = A menudo no útiles
insights-unhelpful-article = { $article } · { $bad } × no útil, { $good } × útil
insights-gaps = Sin respuesta
insights-between = { $first } a { $last }
gap-answered-by = la responde { $article }
gap-not-answered-by = no la responde { $article }
gap-also = también: { $words }
gap-also-more = también: { $words }; y { $count } más
gap-open = abierta
gap-failing = su artículo no la cubre
gap-closed = cubierta
insights-too-rare = { $questions } sin respuesta, demasiado raras para mostrarlas: preguntaron muy pocas personas distintas.
gap-none = Ningún artículo: dejarla abierta
gap-which = ¿Qué artículo responde ahora a **{ $words }**? Desde ahora, esas palabras se preguntan tras cada reindexación, y aviso cuando el artículo deje de responderlas.
gap-menu = Los artículos más cercanos
gap-open-again = La laguna vuelve a estar abierta.
gap-held = **{ $article }** la responde: la laguna queda cubierta.
gap-not-held = Anotado. Al preguntar con esas palabras, **{ $article }** aún no está entre los pasajes: la laguna se cierra cuando lo esté, tras una reindexación.
audit-title = Qué hicieron los moderadores
audit-in-file = { $deeds } en el archivo
audit-empty = No hay nada anotado.
audit-kept = Se guarda durante { $days }
button-older = Anteriores ▶
button-newest = ◀ Más recientes
audit-nobody = alguien a quien ya no se nombra
audit-operator = quien me gestiona
audit-server = en el servidor { $server }

## Changing articles

button-cancel = Cancelar
given-up = Abandonado. No se ha cambiado nada.
form-title = Cambiar un artículo
form-label = Cabecera y texto, como en el archivo
gone-since = No se ha escrito nada: entretanto se ha quitado o renombrado el artículo. Tu texto está en el archivo.
conflict-nothing = No se ha escrito nada.
conflict-changed = Otra persona ha cambiado { $path } después de que empezaras.
conflict-removed = Otra persona ha quitado { $path } después de que empezaras.
conflict-yours = Tu texto está en el archivo `{ $file }`; mira lo que se ha cambiado, añade lo tuyo y envíalo de nuevo: `/colección mostrar`, y después `/colección editar`.
preview-footer = No se escribe nada antes de que confirmes. Esto espera una hora.
preview-add = ¿Añadir este artículo?
preview-add-several = ¿Añadir estos artículos?
preview-edit = ¿Cambiar este artículo?
preview-remove = ¿Quitar este artículo?
preview-rename = ¿Renombrar este artículo?
preview-undo = ¿Deshacer el último cambio?
preview-restore = ¿Recuperar esta versión?
button-add = Añadir
button-add-anyway = Añadir de todos modos
button-save = Guardar
button-save-anyway = Guardar de todos modos
button-remove = Quitar
button-rename = Renombrar
button-undo = Deshacer
button-restore = Recuperar
preview-removed = Los miembros ya no lo encontrarán. `/colección deshacer` lo recupera.
preview-page = Página: { $link }
preview-unquotable = De él no se podría citar nada: los miembros no lo encontrarían.
preview-unquotable-why = No tiene texto, o pide que se lo deje fuera (`draft`).
preview-topics = Temas: { $topics }
preview-lines = { $added } de más, { $removed } de menos
preview-step-removed = quitado: { $article }
preview-step-before = como antes: { $article }
preview-nothing-to-quote = nada que citar
preview-remade = { $pages } o texto sin formato, en Markdown
preview-left-out = No incluidos: { $names }
preview-error = error
preview-warning = aviso
note-page = Una página; se guarda como Markdown, sin sus menús.
note-page-in-spite = Una página, a pesar de su nombre; se guarda como Markdown.
note-text = Texto sin formato; se guarda como Markdown.
note-text-in-spite = Texto sin formato, a pesar de su nombre; se guarda como Markdown.
writing = Escribiendo …
not-done = No se ha hecho.
button-try-again = Intentar de nuevo
put-back = Los artículos están como antes.
not-put-back = Tampoco se pudieron devolver los artículos a su estado: los archivos están cambiados, y los miembros reciben el texto antiguo hasta el próximo `/reindexar` que funcione.
was-the-last = Ese era el último artículo, y sin ninguno no podría responder nada.
another-reads = Otro programa está leyendo los artículos en este momento.
done-add = Se ha añadido: { $what }.
done-edit = Se ha guardado: { $what }.
done-remove = Se ha quitado: { $what }.
done-rename = Se ha renombrado: { $what }.
done-rename-to = Se ha renombrado { $old } a { $what }.
done-undo-there = Deshecho: vuelve a estar { $what }.
done-undo-gone = Deshecho: ya no está { $what }.
done-restore = Se ha recuperado: { $what }.
done-ask = Pregunta por él: «{ $question }»
button-ask-it = Preguntar
done-behind = Está en el índice, pero las preguntas hechas con sus encabezados se responden con «{ $title }». Ayuda un encabezado que pregunte como preguntan los miembros.
done-not-surely = Está en el índice, pero ninguna pregunta hecha con sus encabezados se responde con suficiente confianza. Ayudan un encabezado que pregunte como preguntan los miembros y una primera frase que lo responda.
done-unread = Los miembros no lo encuentran: no se ha podido citar nada de él. `/colección revisar` dice por qué.
done-undo-hint = `/colección deshacer` lo deshace.

## History of the articles

history-source = Viene de una fuente; cámbialo allí.
history-send-back = Cámbialo y devuélvelo con `/colección editar`, con el nombre que tiene ahora: así sé qué has cambiado.
history-title = Cambios de { $path }
history-title-all = Cambios de los artículos
history-empty = Desde aquí aún no se ha cambiado nada. Lo que cambia en los archivos quien me gestiona no se anota.
history-menu = Obtener una versión como archivo
history-after-change = { $title } · tras el cambio { $change }
history-before-change = { $title } · antes del cambio { $change }
history-of-change = cambio { $change }
history-added = añadido: { $what }
history-changed = cambiado: { $what }
history-removed = quitado: { $what }
history-renamed = renombrado: { $what }
history-renamed-to = { $old } renombrado a { $what }
history-took-back = deshecho: { $what }
history-brought-back = recuperado: { $what }
history-something = algo hecho con { $what }
history-more = { $count } más
history-as-it-was = { $path } como estaba en el cambio { $change }
button-bring-back = Recuperar esta
history-no-file = Está vacío, o es demasiado grande para Discord.
history-forgotten = versión olvidada
history-bounds = De los artículos propios de un servidor recuerdo los últimos { $changes } cambios y guardo { $megabytes } MiB de versiones anteriores.

## Sources

no-source = Eso no es una fuente: { $why }.
no-sources = Aquí no hay fuentes. `/fuente añadir` añade un sitio web, un canal, una página o un repositorio git.
too-late = Eso ya se respondió, o hace demasiado tiempo. Empieza de nuevo.
# A client that knows the command as it was long ago, or is none of Discord's own.
unfit-option = Tu cliente envió algo que este comando no acepta. Elige uno de los valores que se ofrecen; si no se ofrece ninguno, reinicia Discord.
source-unknown = No hay ninguna fuente «{ $name }». Hay: { $known }
source-unknown-none = No hay ninguna fuente «{ $name }»; todavía no hay ninguna. `/fuente añadir` añade una.
sources-busy = Ya se está trayendo algo de las fuentes. Espera a que termine e inténtalo de nuevo.
source-taken = Ya hay una fuente «{ $name }». Dale otro nombre a esta.
source-configured = La fuente «{ $name }» está en la configuración, y solo quien me gestiona puede quitarla de allí.
sources-full = Ya hay { $most } fuentes añadidas. Quita una primero.
kind-folder = carpeta
kind-website = sitio web
kind-feed = canal
kind-page = página
kind-git = git
source-offer-title = ¿Añadir la fuente { $name }?
source-offer = Se traerían **{ $found }**.
source-offer-beyond =
    { $count ->
        [one] { $count } más no: son demasiadas.
       *[other] { $count } más no: son demasiadas.
    }
source-offer-first = Las primeras:
# $every is a length of time such as 12h or 1d.
source-offer-every = Se actualiza cada { $every }.
source-offer-asked = Se actualiza solo cuando alguien lo pide.
source-offer-topic = Tema: { $topic }.
source-offer-rights = Cita solo lo que puedas: pide permiso a los dueños de páginas que no son tuyas.
button-add-it = Añadir
button-leave-it = Dejarlo
source-remove = La fuente **{ $name }** ({ $place }) tiene { $articles }. ¿Qué se hace con ellos?
button-remove-with = Quitarla con { $articles }
button-remove-keep = Quitarla, dejar los artículos
source-left-remove = La fuente **{ $name }** ya no está, y { $articles } suyos quedan en { $folder }. ¿Se quitan?
button-remove-left = Quitar { $articles }
source-nothing = No se cambió nada.
source-gone = La fuente { $name } ya no está.
source-gone-kept = La fuente { $name } ya no está; sus artículos se quedan.
source-gone-with = La fuente { $name } ya no está, y con ella se fueron { $articles }.
source-every = cada { $every }
source-asked = cuando se pide
source-of-configuration = de la configuración
source-never = nunca actualizada
source-left = **{ $name }** · ya no es una fuente: { $articles } en { $folder }. `/fuente quitar` los quita; una fuente con ese nombre se hace cargo de ellos.
source-figures = { $added } añadidos, { $changed } cambiados, { $unchanged } sin cambios, { $removed } quitados
figure-kept = { $count } conservados
figure-refused = { $count } rechazados
figure-held = { $count } retenidos
source-not-refreshed = sin actualizar: { $why }
source-ended-early = { $figures }; terminó antes de tiempo: { $why }
button-accept-removals = Quitar los { $count } de { $name }
note-kept = conservado: { $note }
note-refused = rechazado: { $note }
note-held = retenido: { $note }
# $what is an address, a path or a name, and $words what is said of it.
said-of = { $what }: { $words }

## Sources: why not

why-gone = ya no está
why-no-page = no existe esa página
why-not-listed = ya no aparece en la lista
why-twin = es otra dirección de una página que ya se tomó
why-pages-beyond =
    { $count ->
        [one] hay { $count } página más que las { $limit } que puede tener esta fuente
       *[other] hay { $count } páginas más que las { $limit } que puede tener esta fuente
    }
why-files-beyond = hay más archivos que los { $limit } que puede tener esta fuente
why-no-room =
    { $count ->
        [one] { $count } página quedó fuera: un servidor puede tener { $articles } artículos propios, { $megabytes } MiB en total
       *[other] { $count } páginas quedaron fuera: un servidor puede tener { $articles } artículos propios, { $megabytes } MiB en total
    }
why-too-large = tiene más de { $megabytes } MiB
why-name = su nombre no sirve en todas partes; cámbialo
why-many-sitemaps = tiene más de { $count } mapas del sitio
why-no-sitemap = no es un mapa del sitio
why-elsewhere =
    { $count ->
        [one] { $count } dirección de otro sitio en su mapa quedó fuera
       *[other] { $count } direcciones de otros sitios en su mapa quedaron fuera
    }
why-no-article = no hay ningún archivo .md, .html o .txt
why-strangers =
    { $count ->
        [one] { $count } archivo que no escribió la fuente se queda
       *[other] { $count } archivos que no escribió la fuente se quedan
    }
kept-edited = su artículo se editó a mano y se queda así; quita el archivo para tomar el de la página
kept-theirs = su artículo se editó a mano y se queda
kept-twin = otra página de la fuente tiene el mismo archivo
kept-foreign = en su lugar hay un archivo que no escribió la fuente; quítalo o cámbiale el nombre
kept-no-room = no hay sitio: los artículos propios del servidor son tantos o tan grandes como pueden ser
refused-lie = dice que es { $says }, y es { $is }
refused-type = es { $is }; solo se leen HTML, Markdown y texto sin formato
refused-noindex = pide no aparecer en listas (noindex)
refused-no-text = no tiene texto que citar
refused-draft = pide que se la deje fuera (draft)
what-no-html = algo que no es HTML
what-unsaid = de un tipo que su servidor no dice
fetch-forbidden = robots.txt pide que no se traiga
fetch-no-rules = robots.txt de { $host } no se puede leer ahora
fetch-other-site = lleva a otro sitio, { $host }
fetch-redirects = redirige una y otra vez, o a ninguna parte
fetch-status = el servidor respondió { $status }
fetch-timed-out = no llegó en { $seconds } s
fetch-connection = falló la conexión: { $reason }
fetch-later = el servidor pide volver dentro de { $seconds } s
fetch-spent-time = tardó más de lo que puede tardar una actualización de esta fuente
fetch-spent-bytes = era más de lo que puede traer una actualización de esta fuente
fetch-given-up = el sitio falló una y otra vez
guard-scheme = solo se usa http y https, no { $scheme }
guard-private = { $host } no está en la internet pública
guard-port = el puerto { $port } de { $host } no es de los que usan los sitios web
guard-form = la dirección no nombra un host, o nombra un usuario
guard-unknown = no se encuentra { $host }
git-missing = falta el programa git; quien me gestiona puede instalarlo
git-old = git { $version } es demasiado antiguo; quien me gestiona puede instalar uno más nuevo
git-not-https = un repositorio se trae solo por https
git-failed = git dice: { $reason }
git-no-folder = no hay carpeta donde ponerlo: { $reason }
failure-no-sitemap = no se encontró un mapa del sitio: ni robots.txt ni /sitemap.xml de { $host } dan la lista de páginas; da la dirección del mapa mismo, o usa el tipo página o canal
failure-no-feed = no hay ningún canal RSS o Atom en { $address }
failure-no-page = no hay ninguna página
failure-early =
    { $count ->
        [one] { $why }; { $count } artículo quedó sin mirar y se queda
       *[other] { $why }; { $count } artículos quedaron sin mirar y se quedan
    }
failure-folder = no se puede leer su carpeta: { $reason }
failure-in-corpus = su carpeta está en la colección, o la colección en ella; sus artículos se leen sin fuente
failure-folder-elsewhere = una carpeta se añade solo en la configuración
source-fault-address = su dirección debe empezar por https o http y nombrar un host
source-fault-credentials = su dirección no debe llevar usuario ni contraseña
source-fault-kind = su tipo debe ser folder, website, feed, page o git, no «{ $kind }»
source-fault-name = su nombre debe tener de 1 a { $most } caracteres de a-z, 0-9 y -, como «handbook», no «{ $name }»
source-fault-interval = un tiempo se escribe «30m», «12h» o «1d», no «{ $text }»
source-fault-interval-range = el tiempo debe estar entre «{ $least }» y «52w»

## Files of an archive that are left out

skipped-ending = ni .md, ni .html, ni .txt
skipped-hidden = oculto
skipped-no-article = no es un artículo
skipped-no-text = sin texto que citar
skipped-system = escrito por el sistema

## Commands: names in lower case, up to 32 characters; descriptions up to 100

command-ask = preguntar
command-ask-description = Haz una pregunta a los artículos
command-ask-option-question = pregunta
command-ask-option-question-description = Tu pregunta, con tus propias palabras
command-ask-option-topic = tema
command-ask-option-topic-description = Solo artículos de este tema
command-ask-option-private = privado
command-ask-option-private-description = Mostrarte la respuesta solo a ti
command-answer-from-the-articles = Responder con los artículos
command-topics = temas
command-topics-description = Lista los temas de los artículos
command-topic = tema
command-topic-description = Lista los artículos de un tema
command-topic-option-name = nombre
command-topic-option-name-description = El tema
command-article = artículo
command-article-description = Muestra de qué se compone un artículo
command-article-option-title = título
command-article-option-title-description = El artículo
command-help = ayuda
command-help-description = Cómo preguntar
command-about = acerca-de
command-about-description = Qué es este bot y con qué responde
command-privacy = privacidad
command-privacy-description = Qué se guarda sobre ti, y cómo retirarlo
command-privacy-show = mostrar
command-privacy-show-description = Qué se guarda sobre ti
command-privacy-forget = olvidar
command-privacy-forget-description = Elimina lo que podría relacionarse contigo
command-reindex = reindexar
command-reindex-description = Vuelve a leer los artículos
command-reindex-option-full = completo
command-reindex-option-full-description = Leer de nuevo cada artículo, haya cambiado o no
command-reindex-option-refresh = actualizar
command-reindex-option-refresh-description = Traer antes lo nuevo de todas las fuentes
command-source = fuente
command-source-description = De dónde vienen los artículos
command-source-add = añadir
command-source-add-description = Toma artículos de un sitio web, un canal, una página o un repositorio git
command-source-add-option-kind = tipo
command-source-add-option-kind-description = Qué es
command-source-add-option-kind-choice-website = sitio web
command-source-add-option-kind-choice-feed = canal
command-source-add-option-kind-choice-page = página
command-source-add-option-kind-choice-git = git
command-source-add-option-address = dirección
command-source-add-option-address-description = Su dirección; la de un sitio web: su primera página o su mapa del sitio
command-source-add-option-name = nombre
command-source-add-option-name-description = Cómo llamarla: a-z, 0-9 y -
command-source-add-option-topic = tema
command-source-add-option-topic-description = Un tema para todos sus artículos
command-source-add-option-every = cada
command-source-add-option-every-description = Cada cuánto se actualiza, como 12h, 1d o 1w; si falta, solo cuando se pide
command-source-list = lista
command-source-list-description = Las fuentes y cómo está cada una
command-source-remove = quitar
command-source-remove-description = Quita una fuente que se añadió aquí
command-source-remove-option-name = nombre
command-source-remove-option-name-description = Su nombre
command-source-refresh = actualizar
command-source-refresh-description = Trae lo nuevo y lo lee
command-source-refresh-option-name = nombre
command-source-refresh-option-name-description = Su nombre; si falta, todas las fuentes
command-corpus = colección
command-corpus-description = Cómo están los artículos, y cómo se cambian
command-corpus-status = estado
command-corpus-status-description = Cuántos artículos hay y cuándo se leyeron por última vez
command-corpus-check = revisar
command-corpus-check-description = Busca fallos en los artículos
command-corpus-add = añadir
command-corpus-add-description = Añade un artículo de un archivo, o varios de un archivo zip
command-corpus-add-option-file = archivo
command-corpus-add-option-file-description = Markdown (.md), una página (.html), texto (.txt), o un .zip de ellos
command-corpus-add-option-topic = tema
command-corpus-add-option-topic-description = Un tema para él, además de los suyos
command-corpus-add-option-url = dirección
command-corpus-add-option-url-description = Dirección de la página de la que procede
command-corpus-edit = editar
command-corpus-edit-description = Cambia el texto de un artículo
command-corpus-edit-option-title = título
command-corpus-edit-option-title-description = El artículo
command-corpus-edit-option-file = archivo
command-corpus-edit-option-file-description = El archivo cambiado, si el artículo es demasiado largo para un formulario
command-corpus-remove = quitar
command-corpus-remove-description = Quita un artículo
command-corpus-remove-option-title = título
command-corpus-remove-option-title-description = El artículo
command-corpus-rename = renombrar
command-corpus-rename-description = Da a un artículo otro título, otro nombre de archivo, o ambos
command-corpus-rename-option-title = título
command-corpus-rename-option-title-description = El artículo
command-corpus-rename-option-new-title = nuevo-título
command-corpus-rename-option-new-title-description = Su nuevo título
command-corpus-rename-option-new-path = nueva-ruta
command-corpus-rename-option-new-path-description = Su nuevo archivo, con carpetas: knots/what-is-a-knot.md
command-corpus-undo = deshacer
command-corpus-undo-description = Retira el último cambio, de un artículo o de todos
command-corpus-undo-option-title = título
command-corpus-undo-option-title-description = El artículo; sin él, el último cambio de todos
command-corpus-history = historial
command-corpus-history-description = Muestra qué se cambió en los artículos, cuándo y quién lo hizo
command-corpus-history-option-title = título
command-corpus-history-option-title-description = El artículo; sin él, los cambios de todos
command-corpus-show = mostrar
command-corpus-show-description = Obtén el archivo de un artículo
command-corpus-show-option-title = título
command-corpus-show-option-title-description = El artículo
command-settings = ajustes
command-settings-description = Dónde y cómo respondo en este servidor
command-settings-show = mostrar
command-settings-show-description = Muestra todos los ajustes
command-settings-channels = canales
command-settings-channels-description = En qué canales respondo para todos; en los demás, los comandos responden solo a quien pregunta
command-settings-channels-option-add = añadir
command-settings-channels-option-add-description = Responder aquí, y en otros canales solo si también se añaden
command-settings-channels-option-remove = quitar
command-settings-channels-option-remove-description = Dejar de responder aquí
command-settings-threads = hilos
command-settings-threads-description = En qué canales y foros respondo al título de los hilos nuevos sin que me pregunten
command-settings-threads-option-add = añadir
command-settings-threads-option-add-description = Responder aquí a los hilos nuevos
command-settings-threads-option-remove = quitar
command-settings-threads-option-remove-description = Dejar de responder aquí a los hilos
command-settings-roles = roles
command-settings-roles-description = Qué roles hacen moderador, además del permiso «Gestionar servidor»
command-settings-roles-option-add = añadir
command-settings-roles-option-add-description = Los miembros con este rol son moderadores
command-settings-roles-option-remove = quitar
command-settings-roles-option-remove-description = Los miembros con este rol dejan de ser moderadores
command-settings-answers = respuestas
command-settings-answers-description = Cómo se muestran las respuestas
command-settings-answers-option-private = privado
command-settings-answers-option-private-description = Si /preguntar responde solo a quien pregunta cuando no lo indica
command-settings-answers-option-passages = pasajes
command-settings-answers-option-passages-description = Pasajes por página
command-settings-answers-option-confidence = confianza
command-settings-answers-option-confidence-description = Confianza mínima, de 0 a 1, para responder a un hilo sin que me pregunten
command-settings-answers-option-language = idioma
command-settings-answers-option-language-description = Idioma de mis propias palabras
command-settings-answers-option-language-choice-that-of-the-asker = El de quien pregunta
command-settings-answers-option-language-choice-english = English
command-settings-answers-option-language-choice-deutsch = Deutsch
command-settings-answers-option-language-choice-espanol = español
command-settings-answers-option-language-choice-francais = français
command-settings-caution = aviso
command-settings-caution-description = Qué se dice bajo las respuestas de artículos sobre un tema
command-settings-caution-option-topic = tema
command-settings-caution-option-topic-description = El tema
command-settings-caution-option-text = texto
command-settings-caution-option-text-description = Qué se dice, en una línea; déjalo vacío para no decir nada
command-settings-articles = artículos
command-settings-articles-description = Qué artículos compartidos ve este servidor; los suyos los ve siempre
command-settings-articles-option-add-topic = añadir-tema
command-settings-articles-option-add-topic-description = Ver los artículos sobre este tema
command-settings-articles-option-remove-topic = quitar-tema
command-settings-articles-option-remove-topic-description = Dejar de ver los artículos sobre este tema
command-settings-articles-option-add-folder = añadir-carpeta
command-settings-articles-option-add-folder-description = Ver los artículos de esta carpeta de la colección
command-settings-articles-option-remove-folder = quitar-carpeta
command-settings-articles-option-remove-folder-description = Dejar de ver los artículos de esta carpeta
command-settings-reset = restablecer
command-settings-reset-description = Vuelve a lo que vale donde no hay nada ajustado
command-settings-reset-option-what = qué
command-settings-reset-option-what-description = Qué se restablece
command-settings-reset-option-what-choice-everything-but-the-roles = todo menos los roles
command-settings-reset-option-what-choice-channels = canales
command-settings-reset-option-what-choice-threads = hilos
command-settings-reset-option-what-choice-answers = respuestas
command-settings-reset-option-what-choice-cautions = avisos
command-settings-reset-option-what-choice-articles = artículos
command-insights = análisis
command-insights-description = Qué preguntaron los miembros, y qué no encontraron
command-insights-option-days = días
command-insights-option-days-description = Cuántos días atrás, con el de hoy (30)
command-audit = registro
command-audit-description = Qué hicieron los moderadores
command-audit-option-file = archivo
command-audit-option-file-description = Como archivo con todas las entradas
