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
not-moderator = Seule la modération peut faire cela : les membres qui ont la permission « Gérer le serveur » ou un rôle désigné pour cela.
not-manager = Seuls les membres qui ont la permission « Gérer le serveur » peuvent faire cela.
not-here = Dans ce salon, je réponds à toi seul ; c’est ainsi que ce serveur l’a réglé.
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
help-look-about = `/à-propos`, `/confidentialité`
help-moderators = Pour la modération
help-moderators-articles = `/réindexer` relit les articles, `/collection état`, `/collection vérifier`
help-moderators-settings = `/réglages` : où et comment je réponds sur ce serveur

## Privacy

privacy-title = Confidentialité
privacy-nothing = Ce que je conserve sur toi : rien.
privacy-questions = Tes questions sont traitées en mémoire. Elles ne sont ni enregistrées, ni journalisées, ni envoyées à d’autres que Discord, qui t’affiche ma réponse. Les dernières restent en mémoire avec leurs réponses, sans ton nom, pour qui demande la même chose : aucune ne sert plus de dix minutes, et la question suivante efface celles qui sont plus anciennes.
privacy-ratings = **Utile** et **Pas utile** ajoutent un à un nombre qui appartient au passage. Je ne conserve pas qui a appuyé.
privacy-buttons = Les boutons d’une réponse portent l’identifiant que Discord t’a donné, dans le message de Discord lui-même, pour que personne d’autre ne tourne tes pages.
privacy-limits = Pour éviter qu’un membre n’inonde un salon, je compte les questions pendant une minute, en mémoire.
privacy-messages = Je ne lis que les messages qui me mentionnent, me répondent ou me sont envoyés directement, les messages que quelqu’un choisit dans le menu, et les titres des fils là où un serveur l’a demandé. Quand une question dans un fil ou un message privé s’appuie sur la précédente, je cherche celle-ci au-dessus de ma dernière réponse à cet endroit.
privacy-moderators = Ce que fait la modération (réindexer, par exemple) peut être noté dans un salon de son serveur.

## About

about = Footnote { $version } cite { $articles } sur { $topics }, { $passages } en tout. Il fonctionne seul : sans autre service, sans texte généré.
about-advice = Les articles informent ; ils ne remplacent pas l’avis d’une personne qui peut t’examiner.

## For moderators

status-title = Les articles
status-index = Index : { $megabytes } Mo, format { $format }
status-read = Dernière lecture : { $time }
status-problems = Ils contiennent { $problems }
status-ratings = Depuis le démarrage : { $good } × utile, { $bad } × pas utile
check-summary = { $articles } : { $errors }, { $warnings }
reading = Lecture des articles…
reading-progress = Lecture des articles { $bar } { $done } sur { $total } · { $seconds } s
reindex-stopped = La lecture a été interrompue, car je redémarre. Les articles sont restés tels quels.
report = Ajoutés : { $added } ; modifiés : { $changed } ; retirés : { $removed } ; inchangés : { $unchanged } – { $passages } en { $seconds } s
more-in-file =
    { $count ->
        [one] et { $count } autre, dans le fichier
       *[other] et { $count } autres, dans le fichier
    }

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
command-privacy-description = Ce qui est conservé sur toi
command-reindex = réindexer
command-reindex-description = Relire les articles
command-reindex-option-full = complet
command-reindex-option-full-description = Relire chaque article, qu’il ait changé ou non
command-corpus = collection
command-corpus-description = L’état des articles
command-corpus-status = état
command-corpus-status-description = Combien d’articles il y a, et quand ils ont été lus pour la dernière fois
command-corpus-check = vérifier
command-corpus-check-description = Chercher des défauts dans les articles
