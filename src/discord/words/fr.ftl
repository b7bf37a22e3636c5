# Les mots du bot en français. Il dit tu. Devant ? ! : ; et entre guillemets, une espace fine insécable.

## Answers

passage-gone = Les articles ont changé : un passage qui se trouvait ici n’existe plus.
answer-gone = Les articles ont changé, et ce qui se trouvait ici n’existe plus. Repose ta question pour voir ce qu’ils disent maintenant.
button-earlier = ◀ Précédent
button-next = Suivant ▶
button-show = Montrer ici
button-helpful = Utile
button-not-helpful = Pas utile
menu-more = D’autres articles à ce sujet
source = Source : { $link }
source-verbatim = Extrait de : { $link }
updated = mis à jour le { $date }
shared = { $member } a demandé :
thanks-helpful = Merci. Tant mieux si cela t’a aidé.
thanks-not-helpful = Merci. C’est noté pour les personnes qui écrivent les articles, sans ton nom.

## Nothing found

nothing-found = Les articles n’y répondent pas.
no-article-has = Aucun article ne contient { $words }.
nearest-topics = Les sujets ci-dessous sont ceux qui s’en approchent le plus.
did-you-mean = Voulais-tu dire « { $word } » ?
topics-hint = `/sujets` montre de quoi ils parlent.
quoted = « { $text } »
read-as = { $typed } comme { $read }
read = J’ai lu { $words }.

## What went wrong

question-too-long = Cette question compte { $chars } caractères. Pose-la en { $max } au plus.
nothing-asked = Pose-moi une question, par exemple : `/demander question: qu’est-ce que les fascias ?`
too-many-member = Tu viens de poser beaucoup de questions. Laisse-moi une minute, puis repose la tienne.
too-many-channel = Beaucoup de questions viennent d’être posées dans ce salon. Réessaie dans une minute.
too-many-server = Beaucoup de questions viennent d’être posées sur ce serveur. Réessaie dans une minute.
too-many-changes = Tu as commencé beaucoup de modifications pendant la dernière heure. Attends quelques minutes, puis réessaie.
not-moderator = Seule la modération peut faire cela : les membres qui ont la permission « Gérer le serveur » ou un rôle désigné pour cela.
not-manager = Seuls les membres qui ont la permission « Gérer le serveur » peuvent faire cela.
not-here = Dans ce salon, je ne réponds qu’à toi ; ce serveur l’a réglé ainsi.
not-home = Les articles sont partagés avec d’autres serveurs ; seule la modération des serveurs qui les tiennent peut faire cela.
reindexing = Les articles sont déjà en cours de relecture. Le rapport arrive à la fin.
cooldown = Les articles viennent d’être relus. Réessaie dans { $seconds } s.
closing = Je redémarre. Repose-moi ta question dans une minute.
unknown-press = Ce bouton vient d’une autre version de moi. Repose ta question, s’il te plaît.
broken = Quelque chose s’est mal passé de mon côté. Réessaie, s’il te plaît.
no-journal = Ce que je conserve ne peut être ni lu ni écrit pour le moment. La personne qui m’héberge en trouvera la raison dans mon journal.
unknown-topic = Aucun article n’a le sujet « { $name } ». Il y a : { $known }
unknown-article = Il n’y a pas d’article « { $name } ».
unknown-article-near = Il n’y a pas d’article « { $name } ». S’en approchent : { $near }
would-empty = Il n’y avait aucun article dans le dossier, les anciens ont donc été gardés. La personne qui m’héberge devrait y jeter un œil.
unsearchable = Les articles ne peuvent pas être consultés pour le moment. La personne qui m’héberge en trouvera la raison dans mon journal.

## Counts

questions =
    { $count ->
        [one] { $count } question
       *[other] { $count } questions
    }
headings =
    { $count ->
        [one] { $count } titre
       *[other] { $count } titres
    }
words =
    { $count ->
        [one] { $count } mot
       *[other] { $count } mots
    }
lines =
    { $count ->
        [one] { $count } ligne
       *[other] { $count } lignes
    }
pages =
    { $count ->
        [one] { $count } page
       *[other] { $count } pages
    }
deeds =
    { $count ->
        [one] { $count } action
       *[other] { $count } actions
    }
sources =
    { $count ->
        [one] { $count } source
       *[other] { $count } sources
    }
files =
    { $count ->
        [one] { $count } fichier
       *[other] { $count } fichiers
    }
days =
    { $count ->
        [one] { $count } jour
       *[other] { $count } jours
    }
articles =
    { $count ->
        [one] { $count } article
       *[other] { $count } articles
    }
topics =
    { $count ->
        [one] { $count } sujet
       *[other] { $count } sujets
    }
passages =
    { $count ->
        [one] { $count } passage
       *[other] { $count } passages
    }
problems =
    { $count ->
        [one] { $count } problème
       *[other] { $count } problèmes
    }
errors =
    { $count ->
        [one] { $count } erreur
       *[other] { $count } erreurs
    }
warnings =
    { $count ->
        [one] { $count } avertissement
       *[other] { $count } avertissements
    }
and-more =
    { $count ->
        [one] et { $count } autre
       *[other] et { $count } autres
    }

## Topics and articles

no-topics = Les articles n’indiquent aucun sujet. Pose simplement ta question : `/demander`
topics-title = Sur quoi tu peux poser des questions
menu-topic = Voir un sujet
menu-article = Voir un article
button-questions = À quoi ils répondent
questions-title = À quoi répondent les articles sur le sujet « { $topic } »
no-headings = L’article n’a pas d’intertitres.

## Help

help-title = Comment poser une question
help-intro = Je réponds aux questions à partir d’un ensemble d’articles : des passages mot pour mot, chacun avec un lien vers sa page. Je n’écris rien moi-même, et quand les articles ne répondent pas, je le dis.
help-ask = Poser une question
help-ask-command = `/demander` avec ta question ; ajoute un sujet pour la préciser, ou rends-la privée
help-ask-mention = mentionne-moi dans un message, ou réponds à l’une de mes réponses : « est-ce que ça fait mal ? » se rapporte alors à ce dont il était question
help-ask-direct = écris-moi simplement un message privé
help-ask-menu = dans le menu d’un message : Applications › **Répondre d’après les articles**
help-look = Explorer
help-look-articles = `/sujets`, `/sujet`, `/article`
help-look-about = `/à-propos`, `/confidentialité afficher`, `/confidentialité oublier`
help-moderators = Pour la modération
help-moderators-articles = `/réindexer` relit les articles, `/collection état`, `/collection vérifier`
help-moderators-changes = `/collection ajouter`, `modifier`, `afficher`, `renommer`, `retirer` entretiennent les articles ; `/collection historique`, `/collection annuler`
help-moderators-sources = `/source ajouter`, `liste`, `actualiser`, `retirer` : d’où viennent les articles
help-moderators-settings = `/réglages` : où et comment je réponds sur ce serveur
help-moderators-insights = `/aperçu` montre ce que les membres ont demandé sans le trouver, `/journal` ce que les modérateurs ont fait

## Privacy

privacy-title = Confidentialité
privacy-nothing = Ce que je conserve sur toi : rien.
privacy-no-questions = Je ne conserve aucune de tes questions.
privacy-counted = Ce que je compte :
privacy-numbers = Pour chaque serveur et chaque jour : combien de questions il y a eu et combien ont reçu une réponse, quels articles et sujets sont venus en premier, et combien de fois un passage a été jugé utile ou non. Pendant { $days }.
privacy-gaps = Quand je ne trouve pas de réponse : une empreinte de ce dont parlait la question, et une de toi, différente pour chaque objet, pour savoir combien de personnes différentes demandent. Dès qu’elles sont { $people }, toutes les empreintes de personnes disparaissent, et je conserve les mots de l’objet sans noms, nombres ni adresses (« cupping bruises »). La modération de ce serveur les voit. Pendant { $days }, ou plus longtemps là où elle s’en sert pour vérifier qu’un article répond désormais.
privacy-moderators = Ce que fait la modération : qui, quoi, quand. La modération de ce serveur le voit. Pendant { $days }. Les modifications d’articles restent plus longtemps, avec qui les a faites, pour pouvoir être annulées.
privacy-questions = Les questions sont traitées en mémoire, et ne sont ni journalisées, ni envoyées à d’autres que Discord, qui t’affiche ma réponse. Les dernières restent en mémoire avec leurs réponses, sans ton nom, pour qui demande la même chose : aucune ne sert plus de dix minutes, et la question suivante efface celles qui sont plus anciennes.
privacy-buttons = Les boutons d’une réponse portent l’identifiant que Discord t’a donné, dans le message de Discord lui-même, pour que personne d’autre ne tourne tes pages.
privacy-limits = Pour éviter qu’un membre n’inonde un salon, je compte les questions pendant une minute, et les modifications qu’un modérateur commence pendant une heure, en mémoire.
privacy-messages = Je ne lis que les messages qui me mentionnent, me répondent ou me sont envoyés directement, les messages que quelqu’un choisit dans le menu, et les titres des fils là où un serveur l’a demandé. Quand une question dans un fil ou un message privé s’appuie sur la précédente, je cherche celle-ci au-dessus de ma dernière réponse à cet endroit.
privacy-take-back = `/confidentialité oublier` retire tes empreintes.
privacy-no-journal = Je ne conserve rien du tout en ce moment.
privacy-nothing-there = Il n’y avait rien qui puisse être relié à toi.
privacy-gone =
    { $count ->
        [one] C’est fait : { $count } empreinte qui aurait pu être reliée à toi a disparu.
       *[other] C’est fait : { $count } empreintes qui auraient pu être reliées à toi ont disparu.
    }
privacy-stays = Ce qui reste : des nombres de questions, qui ne nomment personne ; les mots que plusieurs personnes ont demandés sans rien trouver ; et, si tu fais partie de la modération, ce que tu as fait ici, pendant { $days }. La personne qui m’héberge peut en retirer ton nom : demande-le-lui. Mes réponses sont des messages de Discord : supprime-les là-bas.

## About

about = Footnote { $version } cite { $articles } sur { $topics }, { $passages } en tout. Il fonctionne seul : sans autre service, sans texte généré.
about-advice = Les articles informent ; ils ne remplacent pas l’avis d’une personne qui peut t’examiner.

## For moderators

status-title = Les articles
status-index = Index : { $megabytes } Mo, format { $format }
status-read = Dernière lecture : { $time }
status-problems = Ils contiennent { $problems }
status-ratings = Ces { $days } : { $good } × utile, { $bad } × pas utile
check-summary = { $articles } : { $errors }, { $warnings }
fetching = Je cherche ce qui est nouveau …
fetching-progress = Je cherche { $source } { $bar } { $done } sur { $total } · { $seconds } s
refresh-stopped = L’actualisation a été arrêtée, car on me redémarre. Ce qui a été récupéré reste ; la prochaine continue.
reading = Lecture des articles…
reading-progress = Lecture des articles { $bar } { $done } sur { $total } · { $seconds } s
encoding-progress = Encodage des passages { $bar } { $done } sur { $total } · { $seconds } s
reindex-stopped = La lecture a été interrompue, car je redémarre. Les articles sont restés tels quels.
report = Ajoutés : { $added } ; modifiés : { $changed } ; retirés : { $removed } ; inchangés : { $unchanged } – { $passages } en { $seconds } s
more-in-file =
    { $count ->
        [one] et { $count } autre, dans le fichier
       *[other] et { $count } autres, dans le fichier
    }

## Settings of a server

settings-title = Réglages de ce serveur
settings-channels = Réponses pour tout le monde dans
settings-channels-all = tous les salons
settings-threads = Réponses spontanées aux nouveaux fils dans
settings-threads-none = aucun salon, sauf ceux de ma configuration
settings-roles = Modération, outre les membres qui ont « Gérer le serveur »
settings-roles-none = personne
settings-ask = Réponses à /demander
settings-ask-private = pour la seule personne qui demande, sauf indication contraire de sa part
settings-ask-public = pour tout le monde, sauf indication contraire de la personne qui demande
settings-passages = Passages par page
settings-confidence = Réponses dans les fils à partir d’une confiance de
settings-language = Langue de mes propres mots
settings-language-auto = celle de la personne qui demande
settings-articles = Articles
settings-articles-seen = { $articles } ({ $count } actuellement)
settings-articles-all = tous ceux qui sont partagés, et ceux de ce serveur
settings-articles-topics = ceux sur { $topics }, et ceux de ce serveur
settings-articles-folders = ceux des dossiers { $folders }, et ceux de ce serveur
settings-articles-both = ceux sur { $topics }, ceux des dossiers { $folders }, et ceux de ce serveur
settings-caution = Mise en garde sur { $topic }
settings-more-cautions =
    { $count ->
        [one] et { $count } autre mise en garde
       *[other] et { $count } autres mises en garde
    }
names-and-more =
    { $count ->
        [one] { $names } et { $count } autre
       *[other] { $names } et { $count } autres
    }
settings-fixed = Rien de cela ne peut être changé pour le moment : je fonctionne sans ce que je conserve. La personne qui m’héberge en trouvera la raison dans mon journal.
settings-deleted =
    { $count ->
        [one] L’un des salons ou des rôles n’existait plus ; il est retiré.
       *[other] { $count } des salons et des rôles n’existaient plus ; ils sont retirés.
    }
set = Changé : { $what }
set-added = ajout de { $name }
set-removed = retrait de { $name }
set-private = privé : oui
set-public = privé : non
set-passages = passages par page : { $count }
set-confidence = confiance : { $confidence }
set-language = langue : { $language }
set-caution = une mise en garde figure sous les réponses sur { $topic }
set-no-caution = aucune mise en garde ne figure plus sous les réponses sur { $topic }
reset-everything = tout est réinitialisé, sauf les rôles
reset-channels = salons réinitialisés
reset-threads = fils réinitialisés
reset-answers = réponses réinitialisées
reset-cautions = mises en garde réinitialisées
reset-articles = articles réinitialisés
not-in-list = { $name } n’est pas dans la liste.
in-list-already = { $name } est déjà dans la liste.
list-full = Il y en a déjà { $max } dans la liste ; retires-en d’abord un.
name-length = Un nom compte de 1 à { $max } caractères.
nothing-to-change = Dis ce qu’il faut changer : choisis l’une des options.
role-of-everybody = Tout le monde a ce rôle ; choisis-en un autre.
confidence-range = La confiance est un nombre de 0 à 1.
no-such-caution = Il n’y a pas de mise en garde sur « { $topic } ».
cautions-full = Il y a déjà { $max } mises en garde ; retires-en d’abord une.

## Changing articles: what is not possible

unknown-gap = Cette lacune n’existe plus. `/aperçu` montre celles qui restent.
not-yours = Quelqu’un d’autre a préparé cela. Utilise toi-même la commande.
too-slow = Cela a pris trop de temps pour un formulaire. Réessaie, s’il te plaît.
too-long-for-a-form = Cet article a { $chars } caractères, et un formulaire en accepte { $max }. Obtiens-le avec `/collection afficher`, modifie-le, et envoie-le avec `/collection modifier` comme `fichier`.
file-not-of-discord = Je n’accepte que des fichiers de Discord. Joins-le à la commande.
file-too-large = Ce fichier est trop grand : j’accepte jusqu’à { $size }.
file-lost = Discord ne m’a pas donné ce fichier. Réessaie, s’il te plaît.
edit-path = « { $path } » ne peut pas être le nom d’un article : { $fault }.
edit-full = C’est plus que ce que ce serveur peut avoir en propre : { $articles } articles, { $megabytes } Mio en tout. Retires-en d’abord.
edit-full-of-versions = Les versions antérieures des articles de ce serveur prendraient plus de { $megabytes } Mio. Retire d’abord des articles dont personne n’a besoin : leurs versions antérieures pourront alors être oubliées.
edit-elsewhere = { $path } ne fait pas partie des articles que tu peux modifier.
edit-of-source = { $path } vient d’une source, qui écraserait toute modification. Modifie-le là d’où il vient, ou écris ton propre article.
edit-missing = Il n’y a pas de fichier { $path }.
edit-exists = Il y a déjà un article { $path }. Modifie-le avec `/collection modifier`, ou donne un autre titre au nouveau.
edit-linked = On atteint { $path } par un lien symbolique, et je n’écris pas à travers des liens.
edit-too-large = { $path } dépasse les { $size } qu’un article peut avoir.
edit-changed = Rien n’a été écrit : quelqu’un d’autre a modifié { $path } entre-temps. Regarde-le de nouveau avec `/collection afficher`.
edit-unchanged = Cela ne changerait rien.
edit-title = Le titre de { $path } se trouve à un endroit où je ne peux pas le changer. Utilise `/collection modifier`.
edit-expired = Cela n’existe plus : c’était déjà fait ou abandonné, ou cela a attendu plus d’une heure. Utilise de nouveau la commande.
edit-nothing-to-undo = Il n’y a aucune modification que je puisse annuler.
edit-forgotten = Cette version de { $path } a été oubliée et ne peut pas être rétablie : des versions antérieures des articles propres à ce serveur, je conserve { $megabytes } Mio, les plus récentes.
edit-version-lost = La version antérieure { $version } manque ou est abîmée là où je la conserve : elle ne peut donc pas être rétablie. La personne qui m’héberge a peut-être une sauvegarde.
edit-disk = Les articles ne peuvent être ni lus ni écrits pour le moment, et rien n’a été modifié. La personne qui m’héberge en trouvera la raison dans mon journal.
send-as = Envoie du Markdown (.md), une page (.html), du texte brut (.txt), ou un .zip de ces fichiers.
upload-too-large = C’est trop grand : j’accepte jusqu’à { $size }.
upload-ending = Je ne connais pas ce genre de fichier.
upload-not-text = C’est { $what }, quoi que dise son nom.
upload-archive-in-disguise = C’est une archive, quoi que dise son nom.
upload-no-text = Il n’y a dans ce fichier aucun texte que je puisse citer.
upload-other-kind = Ce fichier n’est pas du même genre que l’article : une page ne peut pas remplacer du Markdown ou du texte, ni l’inverse.
upload-bad-url = Ce n’est pas l’adresse d’une page : elle commence par `http://` ou `https://` et nomme un hôte.
upload-front-matter-url = Je ne peux pas mettre l’adresse dans l’en-tête (front matter) de ce fichier : il est abîmé, ou dit autre chose sur plusieurs lignes. Écris-la à cet endroit, et laisse l’option de côté.
upload-front-matter-topic = Je ne peux pas mettre le sujet dans l’en-tête (front matter) de ce fichier : il est abîmé, ou dit autre chose sur plusieurs lignes. Écris-le à cet endroit, et laisse l’option de côté.
upload-url-for-many = Une même adresse ne peut pas être celle de plusieurs articles. Ajoute-les un par un, ou écris `url` dans chacun.
upload-damaged = Cette archive est abîmée, ou n’est pas une archive zip. Rien n’a été pris.
upload-encrypted = Cette archive est chiffrée. Rien n’a été pris.
upload-too-many-files = Cette archive a trop de fichiers : j’en accepte jusqu’à { $limit } à la fois.
upload-bomb = Une fois décompressée, cette archive dépasserait { $size }. Rien n’a été pris.
upload-too-tight = { $name }, dans cette archive, est comprimé plus que n’importe quel texte. Rien n’a été pris.
upload-nested = Il y a une archive dans cette archive : { $name }. Rien n’a été pris ; décompresse-la d’abord.
upload-name = Un fichier de cette archive s’appelle « { $name } » : { $fault }. Rien n’a été pris.
upload-not-unicode = Un nom dans cette archive n’est pas en UTF-8. Rien n’a été pris ; recrée l’archive.
upload-not-regular = { $name }, dans cette archive, est un lien ou un périphérique. Rien n’a été pris.
upload-twice = Deux fichiers de cette archive s’appellent { $name }, à la casse ou à l’extension près. Rien n’a été pris.
upload-empty = Il n’y a aucun article dans cette archive.
fault-empty = une partie en est vide
fault-too-long = il est trop long, ou se trouve dans trop de dossiers
fault-absolute = il commence à la racine d’un disque
fault-climbs = il sort de son dossier
fault-hidden = une partie en commence par un point
fault-character = il contient un caractère que certains systèmes refusent
fault-reserved = une partie en a un autre sens sur certains systèmes
fault-ending = il ne finit ni par .md, ni par .html, ni par .txt
fault-no-article = un fichier de ce nom n’est pas un article

## Kinds of files that are no text

what-binary = des données binaires
what-picture = une image ({ $kind })
what-pdf = un PDF
what-rich-text = un document au format RTF
what-office = un ancien document Office
what-compressed = un fichier compressé ({ $kind })
what-archive = une archive ({ $kind })
what-program = un programme

## Insights, gaps and what moderators did

insights-title = Ce que les membres ont demandé en { $days }
insights-period = { $from } au { $to } (UTC)
insights-menu = Une lacune est comblée par …
insights-answered = { $questions }, { $share } % avec réponse
insights-ratings = { $good } × utile, { $bad } × pas utile
insights-topics = Sujets les plus demandés
insights-articles = Articles le plus souvent en tête
insights-unhelpful = Souvent pas utiles
insights-unhelpful-article = { $article } · { $bad } × pas utile, { $good } × utile
insights-gaps = Sans réponse
insights-between = { $first } au { $last }
gap-answered-by = { $article } y répond
gap-not-answered-by = { $article } n’y répond pas
gap-also = aussi : { $words }
gap-also-more =
    { $count ->
        [one] aussi : { $words } ; et { $count } autre
       *[other] aussi : { $words } ; et { $count } autres
    }
gap-open = ouverte
gap-failing = non comblée par son article
gap-closed = comblée
insights-too-rare = { $questions } sans réponse, trop rares pour être montrées : trop peu de personnes différentes ont demandé.
gap-none = Aucun article : la laisser ouverte
gap-which = Quel article répond maintenant à **{ $words }** ? Ces mots sont désormais demandés après chaque réindexation, et je le signale quand il n’y répond plus.
gap-menu = Les articles les plus proches
gap-open-again = La lacune est de nouveau ouverte.
gap-held = **{ $article }** y répond : la lacune est comblée.
gap-not-held = C’est noté. Avec ces mots, **{ $article }** n’est pas encore parmi les passages : la lacune sera comblée quand il y sera, après une réindexation.
audit-title = Ce que la modération a fait
audit-in-file = { $deeds } dans le fichier
audit-empty = Rien n’est noté.
audit-kept = Conservé pendant { $days }
button-older = Plus anciens ▶
button-newest = ◀ Plus récents
audit-nobody = quelqu’un qui n’est plus nommé
audit-operator = la personne qui m’héberge
audit-server = sur le serveur { $server }

## Changing articles

button-cancel = Annuler
given-up = Abandonné. Rien n’a été modifié.
form-title = Modifier un article
form-label = En-tête et texte, comme dans le fichier
gone-since = Rien n’a été écrit : l’article a été retiré ou renommé entre-temps. Ton texte est dans le fichier.
conflict-nothing = Rien n’a été écrit.
conflict-changed = Quelqu’un d’autre a modifié { $path } après que tu as commencé.
conflict-removed = Quelqu’un d’autre a retiré { $path } après que tu as commencé.
conflict-yours = Ton texte est dans le fichier `{ $file }` ; regarde ce qui a été modifié, ajoutes-y le tien, et renvoie-le : `/collection afficher`, puis `/collection modifier`.
preview-footer = Rien n’est écrit avant ta confirmation. Ceci attend une heure.
preview-add = Ajouter cet article ?
preview-add-several = Ajouter ces articles ?
preview-edit = Modifier cet article ?
preview-remove = Retirer cet article ?
preview-rename = Renommer cet article ?
preview-undo = Annuler la dernière modification ?
preview-restore = Rétablir cette version ?
button-add = Ajouter
button-add-anyway = Ajouter quand même
button-save = Enregistrer
button-save-anyway = Enregistrer quand même
button-remove = Retirer
button-rename = Renommer
button-undo = Reprendre
button-restore = Rétablir
preview-removed = Les membres ne le trouveront plus. `/collection annuler` le rétablit.
preview-page = Page : { $link }
preview-unquotable = Rien ne pourrait en être cité : les membres ne le trouveraient pas.
preview-unquotable-why = Il n’a pas de texte, ou demande à être laissé de côté (`draft`).
preview-topics = Sujets : { $topics }
preview-lines = { $added } en plus, { $removed } en moins
preview-step-removed = retiré : { $article }
preview-step-before = comme avant : { $article }
preview-nothing-to-quote = rien à citer
preview-remade = { $pages } ou texte brut, en Markdown
preview-left-out = Laissés de côté : { $names }
preview-error = erreur
preview-warning = avertissement
note-page = Une page ; conservée en Markdown, sans ses menus.
note-page-in-spite = Une page, malgré son nom ; conservée en Markdown.
note-text = Du texte brut ; conservé en Markdown.
note-text-in-spite = Du texte brut, malgré son nom ; conservé en Markdown.
writing = J’écris …
not-done = Pas fait.
button-try-again = Réessayer
put-back = Les articles sont comme avant.
not-put-back = Les articles n’ont pas pu être remis en état non plus : les fichiers sont modifiés, et les membres reçoivent l’ancien texte jusqu’au prochain `/réindexer` qui réussit.
was-the-last = C’était le dernier article, et sans aucun je ne pourrais répondre à rien.
another-reads = Un autre programme lit les articles en ce moment.
done-add = Ajouté : { $what }.
done-edit = Enregistré : { $what }.
done-remove = Retiré : { $what }.
done-rename = Renommé : { $what }.
done-rename-to = { $old } renommé en { $what }.
done-undo-there = Annulé : de nouveau là, { $what }.
done-undo-gone = Annulé : n’est plus là, { $what }.
done-restore = Rétabli : { $what }.
done-ask = Demande-le : « { $question } »
button-ask-it = Demander
done-behind = Il est dans l’index, mais les questions tirées de ses titres reçoivent une réponse de « { $title } ». Un titre qui demande comme les membres demandent aide.
done-not-surely = Il est dans l’index, mais aucune question tirée de ses titres ne reçoit de réponse avec assez de confiance. Un titre qui demande comme les membres demandent, et une première phrase qui y répond, aident.
done-unread = Les membres ne le trouvent pas : rien n’a pu en être cité. `/collection vérifier` dit pourquoi.
done-undo-hint = `/collection annuler` permet de revenir en arrière.

## History of the articles

history-source = Il vient d’une source ; modifie-le là-bas.
history-send-back = Modifie-le et renvoie-le avec `/collection modifier`, sous le nom qu’il a maintenant : cela me dit ce que tu as modifié.
history-title = Modifications de { $path }
history-title-all = Modifications des articles
history-empty = Rien n’a encore été modifié d’ici. Ce que la personne qui m’héberge modifie dans les fichiers n’est pas noté.
history-menu = Obtenir une version comme fichier
history-after-change = { $title } · après la modification { $change }
history-before-change = { $title } · avant la modification { $change }
history-of-change = modification { $change }
history-added = ajouté : { $what }
history-changed = modifié : { $what }
history-removed = retiré : { $what }
history-renamed = renommé : { $what }
history-renamed-to = { $old } renommé en { $what }
history-took-back = annulé : { $what }
history-brought-back = rétabli : { $what }
history-something = quelque chose de fait avec { $what }
history-more = { $count } de plus
history-as-it-was = { $path } tel qu’il était à la modification { $change }
button-bring-back = Rétablir celle-ci
history-no-file = Il est vide, ou trop grand pour Discord.
history-forgotten = version oubliée
history-bounds = Des articles propres à un serveur, je retiens les { $changes } dernières modifications et conserve { $megabytes } Mio de versions antérieures.

## Sources

no-source = Ce n’est pas une source : { $why }.
no-sources = Il n’y a pas de sources ici. `/source ajouter` ajoute un site, un flux, une page ou un dépôt git.
too-late = On y a déjà répondu, ou il y a trop longtemps. Recommence.
# A client that knows the command as it was long ago, or is none of Discord's own.
unfit-option = Ton client a envoyé quelque chose que cette commande n’accepte pas. Choisis l’une des valeurs proposées ; s’il n’y en a pas, redémarre Discord.
source-unknown = Il n’y a pas de source « { $name } ». Il y a : { $known }
source-unknown-none = Il n’y a pas de source « { $name } » ; il n’y en a encore aucune. `/source ajouter` en ajoute une.
sources-busy = Des sources sont déjà en cours d’actualisation. Attends que ce soit fini, puis réessaie.
source-taken = Il y a déjà une source « { $name } ». Donne un autre nom à celle-ci.
source-configured = La source « { $name } » se trouve dans la configuration, et seule la personne qui m’héberge peut l’y retirer.
sources-full = Il y a déjà { $most } sources ajoutées. Retires-en une d’abord.
kind-folder = dossier
kind-website = site
kind-feed = flux
kind-page = page
kind-git = git
source-offer-title = Ajouter la source { $name } ?
source-offer = **{ $found }** à chercher.
source-offer-beyond =
    { $count ->
        [one] { $count } de plus ne le serait pas : trop nombreuses.
       *[other] { $count } de plus ne le seraient pas : trop nombreuses.
    }
source-offer-first = Les premières :
# $every is a length of time such as 12h or 1d.
source-offer-every = Actualisée tous les { $every }.
source-offer-asked = Actualisée seulement sur demande.
source-offer-topic = Sujet : { $topic }.
source-offer-rights = Ne cite que ce que tu as le droit de citer : demande aux propriétaires des pages qui ne sont pas à toi.
button-add-it = Ajouter
button-leave-it = Laisser
source-remove = La source **{ $name }** ({ $place }) a { $articles }. Que doivent-ils devenir ?
button-remove-with = La retirer avec { $articles }
button-remove-keep = La retirer, garder les articles
source-left-remove = La source **{ $name }** n’est plus là, et { $articles } d’elle restent dans { $folder }. Faut-il les retirer ?
button-remove-left = Retirer { $articles }
source-nothing = Rien n’a été modifié.
source-gone = La source { $name } n’est plus là.
source-gone-kept = La source { $name } n’est plus là ; ses articles restent.
source-gone-with = La source { $name } n’est plus là, ni avec elle { $articles }.
source-every = tous les { $every }
source-asked = sur demande
source-of-configuration = de la configuration
source-never = jamais actualisée
source-left = **{ $name }** · plus de source : { $articles } dans { $folder }. `/source retirer` les retire ; une source de ce nom les reprend.
source-figures = ajoutés : { $added } ; modifiés : { $changed } ; inchangés : { $unchanged } ; retirés : { $removed }
figure-kept = gardés : { $count }
figure-refused = refusés : { $count }
figure-held = retenus : { $count }
source-not-refreshed = pas actualisée : { $why }
source-ended-early = { $figures } ; terminée avant la fin : { $why }
button-accept-removals = Retirer les { $count } de { $name }
note-kept = gardé : { $note }
note-refused = refusé : { $note }
note-held = retenu : { $note }
# $what is an address, a path or a name, and $words what is said of it.
said-of = { $what } : { $words }

## Sources: why not

why-gone = elle n’est plus là
why-no-page = cette page n’existe pas
why-not-listed = elle n’est plus dans la liste
why-twin = c’est une autre adresse d’une page déjà prise
why-pages-beyond =
    { $count ->
        [one] il y a { $count } page de plus que les { $limit } que cette source peut avoir
       *[other] il y a { $count } pages de plus que les { $limit } que cette source peut avoir
    }
why-files-beyond = il y a plus de fichiers que les { $limit } que cette source peut avoir
why-no-room =
    { $count ->
        [one] { $count } page laissée de côté : un serveur peut avoir { $articles } articles à lui, { $megabytes } Mio en tout
       *[other] { $count } pages laissées de côté : un serveur peut avoir { $articles } articles à lui, { $megabytes } Mio en tout
    }
why-too-large = elle a plus de { $megabytes } Mio
why-name = son nom ne convient pas partout ; renomme-la
why-many-sitemaps = elle a plus de { $count } plans de site
why-no-sitemap = ce n’est pas un plan de site
why-elsewhere =
    { $count ->
        [one] { $count } adresse d’un autre site dans son plan a été laissée de côté
       *[other] { $count } adresses d’autres sites dans son plan ont été laissées de côté
    }
why-no-article = il n’y a dedans aucun fichier .md, .html ou .txt
why-strangers =
    { $count ->
        [one] { $count } fichier que la source n’a pas écrit reste
       *[other] { $count } fichiers que la source n’a pas écrits restent
    }
kept-edited = son article a été modifié à la main et reste ainsi ; retire le fichier pour prendre celui de la page
kept-theirs = son article a été modifié à la main et reste
kept-twin = une autre page de la source a le même fichier
kept-foreign = un fichier que la source n’a pas écrit est à sa place ; retire-le ou renomme-le
kept-no-room = il n’y a plus de place : les articles du serveur sont aussi nombreux ou aussi grands que permis
refused-lie = elle dit être { $says }, et c’est { $is }
refused-type = c’est { $is } ; seuls HTML, Markdown et le texte brut sont lus
refused-noindex = elle demande à ne pas être listée (noindex)
refused-no-text = elle n’a pas de texte à citer
refused-draft = elle demande à être laissée de côté (draft)
what-no-html = autre chose que du HTML
what-unsaid = d’un type que son serveur ne dit pas
fetch-forbidden = robots.txt demande de ne pas la chercher
fetch-no-rules = robots.txt de { $host } ne peut pas être lu pour le moment
fetch-other-site = elle mène à un autre site, { $host }
fetch-redirects = elle redirige sans fin, ou nulle part
fetch-status = le serveur a répondu { $status }
fetch-timed-out = elle n’est pas venue en { $seconds } s
fetch-connection = la connexion a échoué : { $reason }
fetch-later = le serveur demande de revenir dans { $seconds } s
fetch-spent-time = c’était plus long qu’une actualisation de cette source ne peut l’être
fetch-spent-bytes = c’était plus qu’une actualisation de cette source ne peut chercher
fetch-given-up = le site a échoué encore et encore
guard-scheme = seuls http et https servent à chercher, pas { $scheme }
guard-private = { $host } n’est pas sur l’internet public
guard-port = le port { $port } de { $host } n’est pas de ceux des sites
guard-form = l’adresse ne nomme aucun hôte, ou elle nomme un utilisateur
guard-unknown = { $host } est introuvable
git-missing = le programme git n’est pas là ; la personne qui m’héberge peut l’installer
git-old = git { $version } est trop ancien ; la personne qui m’héberge peut en installer un plus récent
git-not-https = un dépôt n’est cherché que par https
git-failed = git dit : { $reason }
git-no-folder = il n’y a pas de dossier où le mettre : { $reason }
failure-no-sitemap = aucun plan de site trouvé : ni robots.txt ni /sitemap.xml de { $host } ne liste les pages ; donne l’adresse du plan lui-même, ou prends le type page ou flux
failure-no-feed = il n’y a pas de flux RSS ou Atom à l’adresse { $address }
failure-no-page = il n’y a pas de page
failure-early =
    { $count ->
        [one] { $why } ; { $count } article n’a pas été regardé et reste
       *[other] { $why } ; { $count } articles n’ont pas été regardés et restent
    }
failure-folder = son dossier ne peut pas être lu : { $reason }
failure-in-corpus = son dossier est dans la collection, ou la collection dedans ; ses articles sont lus sans source
failure-folder-elsewhere = un dossier ne s’ajoute que dans la configuration
source-fault-address = son adresse doit commencer par https ou http et nommer un hôte
source-fault-credentials = son adresse ne doit contenir ni nom d’utilisateur ni mot de passe
source-fault-kind = son type doit être folder, website, feed, page ou git, pas « { $kind } »
source-fault-name = son nom doit avoir de 1 à { $most } caractères de a-z, 0-9 et -, comme « handbook », pas « { $name } »
source-fault-interval = une durée s’écrit « 30m », « 12h » ou « 1d », pas « { $text } »
source-fault-interval-range = la durée doit être entre « { $least } » et « 52w »

## Files of an archive that are left out

skipped-ending = ni .md, ni .html, ni .txt
skipped-hidden = caché
skipped-no-article = pas un article
skipped-no-text = pas de texte à citer
skipped-system = écrit par le système

## Commands: names in lower case, up to 32 characters; descriptions up to 100

command-ask = demander
command-ask-description = Poser une question aux articles
command-ask-option-question = question
command-ask-option-question-description = Ta question, avec tes propres mots
command-ask-option-topic = sujet
command-ask-option-topic-description = Seulement les articles sur ce sujet
command-ask-option-private = privé
command-ask-option-private-description = Ne montrer la réponse qu’à toi
command-answer-from-the-articles = Répondre d’après les articles
command-topics = sujets
command-topics-description = Lister les sujets des articles
command-topic = sujet
command-topic-description = Lister les articles d’un sujet
command-topic-option-name = nom
command-topic-option-name-description = Le sujet
command-article = article
command-article-description = Montrer de quoi un article est fait
command-article-option-title = titre
command-article-option-title-description = L’article
command-help = aide
command-help-description = Comment poser une question
command-about = à-propos
command-about-description = Ce qu’est ce bot, et à partir de quoi il répond
command-privacy = confidentialité
command-privacy-description = Ce qui est conservé sur toi, et comment le reprendre
command-privacy-show = afficher
command-privacy-show-description = Ce qui est conservé sur toi
command-privacy-forget = oublier
command-privacy-forget-description = Retirer ce qui pourrait être relié à toi
command-reindex = réindexer
command-reindex-description = Relire les articles
command-reindex-option-full = complet
command-reindex-option-full-description = Relire chaque article, qu’il ait changé ou non
command-reindex-option-refresh = actualiser
command-reindex-option-refresh-description = Chercher d’abord ce qui est nouveau dans toutes les sources
command-source = source
command-source-description = D’où viennent les articles
command-source-add = ajouter
command-source-add-description = Prendre les articles d’un site, d’un flux, d’une page ou d’un dépôt git
command-source-add-option-kind = type
command-source-add-option-kind-description = Ce que c’est
command-source-add-option-kind-choice-website = site
command-source-add-option-kind-choice-feed = flux
command-source-add-option-kind-choice-page = page
command-source-add-option-kind-choice-git = git
command-source-add-option-address = adresse
command-source-add-option-address-description = Son adresse ; pour un site, sa première page ou son plan
command-source-add-option-name = nom
command-source-add-option-name-description = Comment l’appeler : a-z, 0-9 et -
command-source-add-option-topic = sujet
command-source-add-option-topic-description = Un sujet pour tous ses articles
command-source-add-option-every = tous-les
command-source-add-option-every-description = À quel rythme l’actualiser, comme 12h, 1d ou 1w ; sinon, sur demande seulement
command-source-list = liste
command-source-list-description = Les sources, et l’état de chacune
command-source-remove = retirer
command-source-remove-description = Retirer une source ajoutée ici
command-source-remove-option-name = nom
command-source-remove-option-name-description = Son nom
command-source-refresh = actualiser
command-source-refresh-description = Chercher ce qui est nouveau, et le lire
command-source-refresh-option-name = nom
command-source-refresh-option-name-description = Son nom ; sinon, toutes les sources
command-corpus = collection
command-corpus-description = L’état des articles, et comment on les modifie
command-corpus-status = état
command-corpus-status-description = Combien d’articles il y a, et quand ils ont été lus pour la dernière fois
command-corpus-check = vérifier
command-corpus-check-description = Chercher des défauts dans les articles
command-corpus-add = ajouter
command-corpus-add-description = Ajouter un article à partir d’un fichier, ou plusieurs à partir d’une archive zip
command-corpus-add-option-file = fichier
command-corpus-add-option-file-description = Markdown (.md), une page (.html), du texte (.txt), ou un .zip de ces fichiers
command-corpus-add-option-topic = sujet
command-corpus-add-option-topic-description = Un sujet pour lui, en plus des siens
command-corpus-add-option-url = adresse
command-corpus-add-option-url-description = Adresse de la page dont il vient
command-corpus-edit = modifier
command-corpus-edit-description = Modifier le texte d’un article
command-corpus-edit-option-title = titre
command-corpus-edit-option-title-description = L’article
command-corpus-edit-option-file = fichier
command-corpus-edit-option-file-description = Le fichier modifié, si l’article est trop long pour un formulaire
command-corpus-remove = retirer
command-corpus-remove-description = Retirer un article
command-corpus-remove-option-title = titre
command-corpus-remove-option-title-description = L’article
command-corpus-rename = renommer
command-corpus-rename-description = Donner à un article un autre titre, un autre nom de fichier, ou les deux
command-corpus-rename-option-title = titre
command-corpus-rename-option-title-description = L’article
command-corpus-rename-option-new-title = nouveau-titre
command-corpus-rename-option-new-title-description = Son nouveau titre
command-corpus-rename-option-new-path = nouveau-chemin
command-corpus-rename-option-new-path-description = Son nouveau fichier, avec les dossiers : knots/what-is-a-knot.md
command-corpus-undo = annuler
command-corpus-undo-description = Reprendre la dernière modification, d’un article ou de tous
command-corpus-undo-option-title = titre
command-corpus-undo-option-title-description = L’article ; sans lui, la dernière modification de tous
command-corpus-history = historique
command-corpus-history-description = Montrer ce qui a été modifié dans les articles, quand et par qui
command-corpus-history-option-title = titre
command-corpus-history-option-title-description = L’article ; sans lui, les modifications de tous
command-corpus-show = afficher
command-corpus-show-description = Obtenir le fichier d’un article
command-corpus-show-option-title = titre
command-corpus-show-option-title-description = L’article
command-settings = réglages
command-settings-description = Où et comment je réponds sur ce serveur
command-settings-show = afficher
command-settings-show-description = Afficher tous les réglages
command-settings-channels = salons
command-settings-channels-description = Les salons où je réponds à tout le monde ; ailleurs, seulement à la personne qui demande
command-settings-channels-option-add = ajouter
command-settings-channels-option-add-description = Répondre ici, et dans d’autres salons seulement s’ils sont ajoutés aussi
command-settings-channels-option-remove = retirer
command-settings-channels-option-remove-description = Ne plus répondre ici
command-settings-threads = fils
command-settings-threads-description = Les salons et forums où je réponds spontanément aux nouveaux fils d’après leur titre
command-settings-threads-option-add = ajouter
command-settings-threads-option-add-description = Répondre ici aux nouveaux fils
command-settings-threads-option-remove = retirer
command-settings-threads-option-remove-description = Ne plus répondre aux fils ici
command-settings-roles = rôles
command-settings-roles-description = Les rôles qui donnent la modération, outre la permission « Gérer le serveur »
command-settings-roles-option-add = ajouter
command-settings-roles-option-add-description = Les membres qui ont ce rôle font partie de la modération
command-settings-roles-option-remove = retirer
command-settings-roles-option-remove-description = Les membres qui ont ce rôle ne font plus partie de la modération
command-settings-answers = réponses
command-settings-answers-description = Comment les réponses sont montrées
command-settings-answers-option-private = privé
command-settings-answers-option-private-description = Si /demander ne répond qu’à la personne qui demande, sans indication de sa part
command-settings-answers-option-passages = passages
command-settings-answers-option-passages-description = Passages par page
command-settings-answers-option-confidence = confiance
command-settings-answers-option-confidence-description = Confiance minimale, de 0 à 1, pour répondre spontanément à un fil
command-settings-answers-option-language = langue
command-settings-answers-option-language-description = Langue de mes propres mots
command-settings-answers-option-language-choice-that-of-the-asker = Celle de la personne qui demande
command-settings-answers-option-language-choice-english = English
command-settings-answers-option-language-choice-deutsch = Deutsch
command-settings-answers-option-language-choice-espanol = español
command-settings-answers-option-language-choice-francais = français
command-settings-caution = mise-en-garde
command-settings-caution-description = Ce qui est dit sous les réponses tirées d’articles sur un sujet
command-settings-caution-option-topic = sujet
command-settings-caution-option-topic-description = Le sujet
command-settings-caution-option-text = texte
command-settings-caution-option-text-description = Ce qui est dit, en une ligne ; laisse vide pour ne rien dire
command-settings-articles = articles
command-settings-articles-description = Les articles partagés que voit ce serveur ; il voit toujours les siens
command-settings-articles-option-add-topic = ajouter-sujet
command-settings-articles-option-add-topic-description = Voir les articles sur ce sujet
command-settings-articles-option-remove-topic = retirer-sujet
command-settings-articles-option-remove-topic-description = Ne plus voir les articles sur ce sujet
command-settings-articles-option-add-folder = ajouter-dossier
command-settings-articles-option-add-folder-description = Voir les articles de ce dossier de la collection
command-settings-articles-option-remove-folder = retirer-dossier
command-settings-articles-option-remove-folder-description = Ne plus voir les articles de ce dossier
command-settings-reset = réinitialiser
command-settings-reset-description = Revenir à ce qui vaut quand rien n’est réglé
command-settings-reset-option-what = quoi
command-settings-reset-option-what-description = Ce qui est réinitialisé
command-settings-reset-option-what-choice-everything-but-the-roles = tout sauf les rôles
command-settings-reset-option-what-choice-channels = salons
command-settings-reset-option-what-choice-threads = fils
command-settings-reset-option-what-choice-answers = réponses
command-settings-reset-option-what-choice-cautions = mises en garde
command-settings-reset-option-what-choice-articles = articles
command-insights = aperçu
command-insights-description = Ce que les membres ont demandé, et n’ont pas trouvé
command-insights-option-days = jours
command-insights-option-days-description = Combien de jours en arrière, aujourd’hui compris (30)
command-audit = journal
command-audit-description = Ce que la modération a fait
command-audit-option-file = fichier
command-audit-option-file-description = Comme fichier avec toutes les entrées
