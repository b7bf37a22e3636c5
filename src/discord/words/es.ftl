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
help-look-about = `/acerca-de`, `/privacidad`
help-moderators = Para moderadores
help-moderators-articles = `/reindexar` vuelve a leer los artículos, `/colección estado`, `/colección revisar`
help-moderators-settings = `/ajustes`: dónde y cómo respondo en este servidor

## Privacy

privacy-title = Privacidad
privacy-nothing = Lo que guardo sobre ti: nada.
privacy-questions = Tus preguntas se responden en memoria. No se guardan, no se registran y no se envían a nadie más que a Discord, que te muestra mi respuesta. Las últimas quedan en memoria con sus respuestas, sin tu nombre, para quien pregunte lo mismo: ninguna se usa durante más de diez minutos, y la siguiente pregunta descarta las que sean más antiguas.
privacy-ratings = **Útil** y **No es útil** suman uno a un número que pertenece al pasaje. No se guarda quién ha pulsado.
privacy-buttons = Los botones de una respuesta llevan el número que Discord te ha dado, en el propio mensaje de Discord, para que nadie más pase tus páginas.
privacy-limits = Para que nadie inunde un canal, cuento las preguntas durante un minuto, en memoria.
privacy-messages = Solo leo los mensajes que me mencionan, me responden o me llegan directamente, los mensajes que alguien elige en el menú, y los títulos de los hilos donde un servidor lo ha pedido. Cuando una pregunta en un hilo o en un mensaje directo se apoya en la anterior, busco esa encima de mi última respuesta allí.
privacy-moderators = Lo que hacen los moderadores (reindexar, por ejemplo) puede anotarse en un canal de su servidor.

## About

about = Footnote { $version } cita { $articles } sobre { $topics }, { $passages } en total. Funciona por sí solo: sin ningún otro servicio, sin texto generado.
about-advice = Los artículos informan; no sustituyen el consejo de alguien que pueda examinarte.

## For moderators

status-title = Los artículos
status-index = Índice: { $megabytes } MB, formato { $format }
status-read = Última lectura: { $time }
status-problems = { $problems } en ellos
status-ratings = Desde el inicio: { $good } × útil, { $bad } × no es útil
check-summary = { $articles }: { $errors }, { $warnings }
reading = Leyendo los artículos…
reading-progress = Leyendo los artículos { $bar } { $done } de { $total } · { $seconds } s
reindex-stopped = La lectura se ha detenido porque me estoy reiniciando. Los artículos siguen como estaban.
report = Añadidos: { $added }; cambiados: { $changed }; eliminados: { $removed }; sin cambios: { $unchanged } – { $passages } en { $seconds } s
more-in-file = y { $count } más, en el archivo

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
command-privacy-description = Qué se guarda sobre ti
command-reindex = reindexar
command-reindex-description = Vuelve a leer los artículos
command-reindex-option-full = completo
command-reindex-option-full-description = Leer de nuevo cada artículo, haya cambiado o no
command-corpus = colección
command-corpus-description = Cómo están los artículos
command-corpus-status = estado
command-corpus-status-description = Cuántos artículos hay y cuándo se leyeron por última vez
command-corpus-check = revisar
command-corpus-check-description = Busca fallos en los artículos
