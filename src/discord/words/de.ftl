# Die eigenen Worte des Bots auf Deutsch. Er sagt du.

## Answers

passage-gone = Die Artikel haben sich geändert: Eine Textstelle, die hier stand, gibt es nicht mehr.
answer-gone = Die Artikel haben sich geändert, und was hier stand, gibt es nicht mehr. Frag noch einmal, um zu sehen, was sie jetzt sagen.
button-earlier = ◀ Zurück
button-next = Weiter ▶
button-show = Hier zeigen
button-helpful = Hilfreich
button-not-helpful = Nicht hilfreich
menu-more = Weitere Artikel dazu
source = Quelle: { $link }
source-verbatim = Aus: { $link }
updated = Stand { $date }
shared = { $member } hat gefragt:
thanks-helpful = Danke. Schön, dass es geholfen hat.
thanks-not-helpful = Danke. Das ist für die vermerkt, die die Artikel schreiben, ohne deinen Namen.

## Nothing found

nothing-found = Das beantworten die Artikel nicht.
no-article-has = In keinem Artikel steht { $words }.
nearest-topics = Die Themen unten kommen dem am nächsten.
did-you-mean = Meinst du „{ $word }“?
topics-hint = `/themen` zeigt, worum es in ihnen geht.
quoted = „{ $text }“
read-as = { $typed } als { $read }
read = Ich habe { $words } gelesen.

## What went wrong

question-too-long = Diese Frage hat { $chars } Zeichen. Bitte frag mit höchstens { $max }.
nothing-asked = Frag mich etwas, zum Beispiel: `/fragen frage: Was sind Faszien?`
too-many-member = Du hast gerade viel gefragt. Gib mir eine Minute, dann frag wieder.
too-many-channel = In diesem Kanal wurde gerade viel gefragt. Versuch es in einer Minute noch einmal.
too-many-server = Auf diesem Server wurde gerade viel gefragt. Versuch es in einer Minute noch einmal.
not-moderator = Das dürfen nur Moderatoren: Mitglieder mit der Berechtigung „Server verwalten“ oder mit einer Rolle, die dafür bestimmt wurde.
not-manager = Das dürfen nur Mitglieder mit der Berechtigung „Server verwalten“.
not-here = In diesem Kanal antworte ich nur dir; so hat es dieser Server eingestellt.
not-home = Die Artikel werden mit anderen Servern geteilt; das dürfen nur Moderatoren der Server, die sie pflegen.
reindexing = Die Artikel werden bereits neu eingelesen. Der Bericht kommt am Ende.
cooldown = Die Artikel wurden gerade erst eingelesen. Versuch es in { $seconds } s noch einmal.
closing = Ich werde neu gestartet. Frag mich in einer Minute noch einmal.
unknown-press = Dieser Knopf stammt aus einer anderen Version von mir. Bitte frag noch einmal.
broken = Bei mir ist etwas schiefgegangen. Bitte versuch es noch einmal.
no-journal = Meine gespeicherten Daten lassen sich gerade nicht lesen oder schreiben. Wer mich betreibt, findet den Grund in meinem Protokoll.
unknown-topic = Kein Artikel hat das Thema „{ $name }“. Es gibt: { $known }
unknown-article = Den Artikel „{ $name }“ gibt es nicht.
unknown-article-near = Den Artikel „{ $name }“ gibt es nicht. Ähnlich sind: { $near }
would-empty = Im Ordner war kein Artikel, darum sind die alten geblieben. Wer mich betreibt, sollte dort nachsehen.
unsearchable = Die Artikel lassen sich gerade nicht durchsuchen. Wer mich betreibt, findet den Grund in meinem Protokoll.

## Counts

questions =
    { $count ->
        [one] { $count } Frage
       *[other] { $count } Fragen
    }
headings =
    { $count ->
        [one] { $count } Überschrift
       *[other] { $count } Überschriften
    }
words =
    { $count ->
        [one] { $count } Wort
       *[other] { $count } Wörter
    }
lines =
    { $count ->
        [one] { $count } Zeile
       *[other] { $count } Zeilen
    }
pages =
    { $count ->
        [one] { $count } Seite
       *[other] { $count } Seiten
    }
deeds =
    { $count ->
        [one] { $count } Eintrag
       *[other] { $count } Einträge
    }
sources =
    { $count ->
        [one] { $count } Quelle
       *[other] { $count } Quellen
    }
files =
    { $count ->
        [one] { $count } Datei
       *[other] { $count } Dateien
    }
days =
    { $count ->
        [one] { $count } Tag
       *[other] { $count } Tagen
    }
articles = { $count } Artikel
topics =
    { $count ->
        [one] { $count } Thema
       *[other] { $count } Themen
    }
passages =
    { $count ->
        [one] { $count } Textstelle
       *[other] { $count } Textstellen
    }
problems =
    { $count ->
        [one] { $count } Problem
       *[other] { $count } Probleme
    }
errors = { $count } Fehler
warnings =
    { $count ->
        [one] { $count } Warnung
       *[other] { $count } Warnungen
    }
and-more = und { $count } weitere

## Topics and articles

no-topics = Die Artikel nennen keine Themen. Frag einfach: `/fragen`
topics-title = Wonach du fragen kannst
menu-topic = Ein Thema ansehen
menu-article = Einen Artikel ansehen
button-questions = Was sie beantworten
questions-title = Was die Artikel zum Thema { $topic } beantworten
no-headings = Der Artikel hat keine Überschriften.

## Help

help-title = So fragst du
help-intro = Ich beantworte Fragen aus einer Sammlung von Artikeln: mit wörtlichen Textstellen, jede mit einem Link zu ihrer Seite. Ich schreibe nichts Eigenes, und wenn die Artikel etwas nicht beantworten, sage ich das.
help-ask = Fragen
help-ask-command = `/fragen` mit deiner Frage; dazu ein Thema, um sie einzugrenzen, oder privat
help-ask-mention = erwähne mich in einer Nachricht oder antworte auf eine meiner Antworten: „Tut das weh?“ bezieht sich dann auf das, worum es dort ging
help-ask-direct = schreib mir einfach eine Direktnachricht
help-ask-menu = im Menü einer Nachricht: Apps › **Aus den Artikeln beantworten**
help-look = Umsehen
help-look-articles = `/themen`, `/thema`, `/artikel`
help-look-about = `/info`, `/datenschutz zeigen`, `/datenschutz vergessen`
help-moderators = Für Moderatoren
help-moderators-articles = `/neu-einlesen` liest die Artikel noch einmal, `/sammlung status`, `/sammlung prüfen`
help-moderators-changes = `/sammlung hinzufügen`, `bearbeiten`, `zeigen`, `umbenennen`, `entfernen` pflegen die Artikel; `/sammlung verlauf`, `/sammlung rückgängig`
help-moderators-sources = `/quelle hinzufügen`, `liste`, `holen`, `entfernen`: woher Artikel kommen
help-moderators-settings = `/einstellungen`: wo und wie ich auf diesem Server antworte
help-moderators-insights = `/einblicke` zeigt, was Mitglieder gefragt und nicht gefunden haben, `/protokoll`, was Moderatoren getan haben

## Privacy

privacy-title = Datenschutz
privacy-nothing = Was ich über dich speichere: nichts.
privacy-no-questions = Ich speichere keine deiner Fragen.
privacy-counted = Was ich zähle:
privacy-numbers = Für jeden Server und Tag: wie viele Fragen es gab und wie viele beantwortet wurden, welche Artikel und Themen an erster Stelle standen und wie oft eine Textstelle als hilfreich oder nicht hilfreich galt. Nach { $days } lösche ich das.
privacy-gaps = Wenn ich keine Antwort finde: einen Fingerabdruck dessen, worum es in der Frage ging, und einen von dir, der bei jedem Gegenstand anders ist, um zu erkennen, wie viele verschiedene Personen fragen. Sobald es { $people } sind, verschwinden alle Fingerabdrücke von Personen, und ich behalte die Worte des Gegenstands ohne Namen, Zahlen und Adressen („cupping bruises“). Moderatoren dieses Servers sehen sie. Nach { $days } lösche ich das, oder später, wo Moderatoren damit prüfen, ob ein Artikel jetzt antwortet.
privacy-moderators = Was Moderatoren tun: wer, was, wann. Moderatoren dieses Servers sehen es. Nach { $days } lösche ich das.
privacy-questions = Fragen werden im Arbeitsspeicher beantwortet, nicht protokolliert und an niemanden geschickt außer an Discord, das dir meine Antwort zeigt. Die letzten bleiben mit ihren Antworten im Arbeitsspeicher, ohne deinen Namen, für alle, die dasselbe fragen: Keine wird länger als zehn Minuten verwendet, und mit der nächsten Frage verschwinden die, die älter sind.
privacy-buttons = Die Knöpfe einer Antwort tragen die Nummer, die Discord dir gegeben hat, in Discords eigener Nachricht, damit niemand sonst deine Seiten umblättert.
privacy-limits = Damit niemand einen Kanal überschwemmt, zähle ich Fragen eine Minute lang, im Arbeitsspeicher.
privacy-messages = Ich lese nur Nachrichten, die mich erwähnen, mir antworten oder direkt an mich gehen, Nachrichten, die jemand über das Menü auswählt, und die Titel von Threads, wo ein Server darum gebeten hat. Wenn eine Frage in einem Thread oder einer Direktnachricht auf der davor aufbaut, suche ich diese über meiner letzten Antwort dort.
privacy-take-back = `/datenschutz vergessen` entfernt deine Fingerabdrücke.
privacy-no-journal = Ich speichere zurzeit überhaupt nichts.
privacy-nothing-there = Es gab nichts, was sich mit dir in Verbindung bringen ließe.
privacy-gone =
    { $count ->
        [one] Erledigt: { $count } Fingerabdruck, der sich mit dir in Verbindung bringen ließ, ist gelöscht.
       *[other] Erledigt: { $count } Fingerabdrücke, die sich mit dir in Verbindung bringen ließen, sind gelöscht.
    }
privacy-stays = Was bleibt: Zahlen von Fragen, die niemanden nennen; Worte, nach denen mehrere gefragt haben, ohne etwas zu finden; und, wenn du Moderator bist, was du hier getan hast, bis es nach { $days } gelöscht wird. Wer mich betreibt, kann deinen Namen daraus entfernen: Frag dort nach. Meine Antworten an dich sind Nachrichten von Discord: Lösche sie dort.

## About

about = Footnote { $version } zitiert { $articles } zu { $topics }, insgesamt { $passages }. Es läuft eigenständig: ohne weiteren Dienst, ohne generierten Text.
about-advice = Die Artikel informieren; sie ersetzen keinen Rat von jemandem, der dich untersuchen kann.

## For moderators

status-title = Die Artikel
status-index = Index: { $megabytes } MB, Format { $format }
status-read = Zuletzt eingelesen: { $time }
status-problems = { $problems } darin
status-ratings = In den letzten { $days }: { $good } × hilfreich, { $bad } × nicht hilfreich
check-summary = { $articles }: { $errors }, { $warnings }
fetching = Ich hole, was neu ist …
fetching-progress = Ich hole { $source } { $bar } { $done } von { $total } · { $seconds } s
refresh-stopped = Das Holen wurde abgebrochen, weil ich neu gestartet werde. Was schon da ist, bleibt; das nächste Mal geht es weiter.
reading = Ich lese die Artikel …
reading-progress = Ich lese die Artikel { $bar } { $done } von { $total } · { $seconds } s
encoding-progress = Ich kodiere die Abschnitte { $bar } { $done } von { $total } · { $seconds } s
reindex-stopped = Das Einlesen wurde abgebrochen, weil ich neu gestartet werde. Die Artikel sind, wie sie waren.
report = { $added } neu, { $changed } geändert, { $removed } entfernt, { $unchanged } unverändert – { $passages } in { $seconds } s
more-in-file = und { $count } weitere, in der Datei

## Settings of a server

settings-title = Einstellungen dieses Servers
settings-channels = Antworten für alle in
settings-channels-all = allen Kanälen
settings-threads = Ungefragte Antworten auf neue Threads in
settings-threads-none = keinem Kanal außer denen meiner Konfiguration
settings-roles = Moderatoren außer denen mit „Server verwalten“
settings-roles-none = niemand
settings-ask = Antworten auf /fragen
settings-ask-private = nur für die fragende Person, wenn sie nichts anderes angibt
settings-ask-public = für alle, wenn die fragende Person nichts anderes angibt
settings-passages = Textstellen auf einer Seite
settings-confidence = Antworten in Threads ab einer Sicherheit von
settings-language = Sprache meiner eigenen Worte
settings-language-auto = die der fragenden Person
settings-articles = Artikel
settings-articles-seen = { $articles } (zurzeit { $count })
settings-articles-all = alle geteilten und die eigenen dieses Servers
settings-articles-topics = die zu { $topics } und die eigenen dieses Servers
settings-articles-folders = die in den Ordnern { $folders } und die eigenen dieses Servers
settings-articles-both = die zu { $topics }, die in den Ordnern { $folders } und die eigenen dieses Servers
settings-caution = Hinweis zu { $topic }
settings-more-cautions =
    { $count ->
        [one] und { $count } weiterer Hinweis
       *[other] und { $count } weitere Hinweise
    }
names-and-more = { $names } und { $count } weitere
settings-fixed = Davon lässt sich gerade nichts ändern: Ich laufe ohne meine gespeicherten Daten. Wer mich betreibt, findet den Grund in meinem Protokoll.
settings-deleted =
    { $count ->
        [one] Einen der Kanäle oder eine der Rollen gab es nicht mehr; der Eintrag ist entfernt.
       *[other] { $count } der Kanäle und Rollen gab es nicht mehr; sie sind entfernt.
    }
set = Geändert: { $what }
set-added = { $name } hinzugefügt
set-removed = { $name } entfernt
set-private = privat: ja
set-public = privat: nein
set-passages = Textstellen auf einer Seite: { $count }
set-confidence = Sicherheit: { $confidence }
set-language = Sprache: { $language }
set-caution = unter Antworten zu { $topic } steht ein Hinweis
set-no-caution = unter Antworten zu { $topic } steht kein Hinweis mehr
reset-everything = alles zurückgesetzt außer den Rollen
reset-channels = Kanäle zurückgesetzt
reset-threads = Threads zurückgesetzt
reset-answers = Antworten zurückgesetzt
reset-cautions = Hinweise zurückgesetzt
reset-articles = Artikel zurückgesetzt
not-in-list = { $name } steht nicht in der Liste.
in-list-already = { $name } steht schon in der Liste.
list-full = In der Liste stehen schon { $max }; nimm zuerst einen Eintrag heraus.
name-length = Ein Name hat 1 bis { $max } Zeichen.
nothing-to-change = Sag, was sich ändern soll: Wähle eine der Optionen.
role-of-everybody = Diese Rolle haben alle; wähle eine andere.
confidence-range = Die Sicherheit ist eine Zahl von 0 bis 1.
no-such-caution = Zu „{ $topic }“ gibt es keinen Hinweis.
cautions-full = Es gibt schon { $max } Hinweise; entferne zuerst einen.

## Commands: names in lower case, up to 32 characters; descriptions up to 100

command-ask = fragen
command-ask-description = Stell den Artikeln eine Frage
command-ask-option-question = frage
command-ask-option-question-description = Deine Frage, in deinen eigenen Worten
command-ask-option-topic = thema
command-ask-option-topic-description = Nur Artikel zu diesem Thema
command-ask-option-private = privat
command-ask-option-private-description = Die Antwort nur dir zeigen
command-answer-from-the-articles = Aus den Artikeln beantworten
command-topics = themen
command-topics-description = Die Themen der Artikel auflisten
command-topic = thema
command-topic-description = Die Artikel zu einem Thema auflisten
command-topic-option-name = name
command-topic-option-name-description = Das Thema
command-article = artikel
command-article-description = Zeigen, woraus ein Artikel besteht
command-article-option-title = titel
command-article-option-title-description = Der Artikel
command-help = hilfe
command-help-description = So fragst du
command-about = info
command-about-description = Was dieser Bot ist und woraus er antwortet
command-privacy = datenschutz
command-privacy-description = Was über dich gespeichert wird, und wie du es zurücknimmst
command-privacy-show = zeigen
command-privacy-show-description = Was über dich gespeichert wird
command-privacy-forget = vergessen
command-privacy-forget-description = Entfernen, was sich mit dir in Verbindung bringen ließe
command-reindex = neu-einlesen
command-reindex-description = Die Artikel neu einlesen
command-reindex-option-full = alle
command-reindex-option-full-description = Jeden Artikel neu einlesen, ob er sich geändert hat oder nicht
command-reindex-option-refresh = holen
command-reindex-option-refresh-description = Vorher aus allen Quellen holen, was neu ist
command-source = quelle
command-source-description = Woher Artikel kommen
command-source-add = hinzufügen
command-source-add-description = Artikel von einer Website, einem Feed, einer Seite oder aus einem Git-Repository nehmen
command-source-add-option-kind = art
command-source-add-option-kind-description = Was es ist
command-source-add-option-kind-choice-website = Website
command-source-add-option-kind-choice-feed = Feed
command-source-add-option-kind-choice-page = Seite
command-source-add-option-kind-choice-git = Git
command-source-add-option-address = adresse
command-source-add-option-address-description = Die Adresse; bei einer Website ihre erste Seite oder ihre Sitemap
command-source-add-option-name = name
command-source-add-option-name-description = Wie sie heißen soll: a-z, 0-9 und -
command-source-add-option-topic = thema
command-source-add-option-topic-description = Ein Thema für alle ihre Artikel
command-source-add-option-every = alle
command-source-add-option-every-description = Wie oft geholt wird, etwa 12h, 1d oder 1w; ohne Angabe nur auf Wunsch
command-source-list = liste
command-source-list-description = Die Quellen, und wie es um jede steht
command-source-remove = entfernen
command-source-remove-description = Eine Quelle entfernen, die hier hinzugefügt wurde
command-source-remove-option-name = name
command-source-remove-option-name-description = Ihr Name
command-source-refresh = holen
command-source-refresh-description = Holen, was neu ist, und es einlesen
command-source-refresh-option-name = name
command-source-refresh-option-name-description = Ihr Name; ohne Angabe alle Quellen
command-corpus = sammlung
command-corpus-description = Wie es um die Artikel steht, und wie sie geändert werden
command-corpus-status = status
command-corpus-status-description = Wie viele Artikel es gibt und wann sie zuletzt eingelesen wurden
command-corpus-check = prüfen
command-corpus-check-description = Nach Fehlern in den Artikeln suchen
command-corpus-add = hinzufügen
command-corpus-add-description = Einen Artikel aus einer Datei hinzufügen, oder mehrere aus einem Zip-Archiv
command-corpus-add-option-file = datei
command-corpus-add-option-file-description = Markdown (.md), eine Seite (.html), Text (.txt) oder ein .zip davon
command-corpus-add-option-topic = thema
command-corpus-add-option-topic-description = Ein Thema dafür, neben den eigenen
command-corpus-add-option-url = adresse
command-corpus-add-option-url-description = Adresse der Seite, von der er stammt
command-corpus-edit = bearbeiten
command-corpus-edit-description = Den Text eines Artikels ändern
command-corpus-edit-option-title = titel
command-corpus-edit-option-title-description = Der Artikel
command-corpus-edit-option-file = datei
command-corpus-edit-option-file-description = Die geänderte Datei, wenn der Artikel für ein Formular zu lang ist
command-corpus-remove = entfernen
command-corpus-remove-description = Einen Artikel entfernen
command-corpus-remove-option-title = titel
command-corpus-remove-option-title-description = Der Artikel
command-corpus-rename = umbenennen
command-corpus-rename-description = Einem Artikel einen anderen Titel, einen anderen Dateinamen oder beides geben
command-corpus-rename-option-title = titel
command-corpus-rename-option-title-description = Der Artikel
command-corpus-rename-option-new-title = neuer-titel
command-corpus-rename-option-new-title-description = Sein neuer Titel
command-corpus-rename-option-new-path = neuer-pfad
command-corpus-rename-option-new-path-description = Seine neue Datei, mit Ordnern: knots/what-is-a-knot.md
command-corpus-undo = rückgängig
command-corpus-undo-description = Die letzte Änderung zurücknehmen, an einem Artikel oder an allen
command-corpus-undo-option-title = titel
command-corpus-undo-option-title-description = Der Artikel; ohne ihn die letzte Änderung an allen
command-corpus-history = verlauf
command-corpus-history-description = Zeigen, was an den Artikeln geändert wurde, wann und von wem
command-corpus-history-option-title = titel
command-corpus-history-option-title-description = Der Artikel; ohne ihn die Änderungen an allen
command-corpus-show = zeigen
command-corpus-show-description = Die Datei eines Artikels bekommen
command-corpus-show-option-title = titel
command-corpus-show-option-title-description = Der Artikel
command-settings = einstellungen
command-settings-description = Wo und wie ich auf diesem Server antworte
command-settings-show = anzeigen
command-settings-show-description = Alle Einstellungen anzeigen
command-settings-channels = kanäle
command-settings-channels-description = In welchen Kanälen ich allen antworte; in anderen antworten Befehle nur der fragenden Person
command-settings-channels-option-add = hinzufügen
command-settings-channels-option-add-description = Hier antworten, und in anderen Kanälen nur, wenn auch sie hinzugefügt sind
command-settings-channels-option-remove = entfernen
command-settings-channels-option-remove-description = Hier nicht mehr antworten
command-settings-threads = threads
command-settings-threads-description = In welchen Kanälen und Foren ich auf den Titel neuer Threads ungefragt antworte
command-settings-threads-option-add = hinzufügen
command-settings-threads-option-add-description = Hier auf neue Threads antworten
command-settings-threads-option-remove = entfernen
command-settings-threads-option-remove-description = Hier nicht mehr auf Threads antworten
command-settings-roles = rollen
command-settings-roles-description = Welche Rollen Moderatoren ausmachen, neben der Berechtigung „Server verwalten“
command-settings-roles-option-add = hinzufügen
command-settings-roles-option-add-description = Mitglieder mit dieser Rolle sind Moderatoren
command-settings-roles-option-remove = entfernen
command-settings-roles-option-remove-description = Mitglieder mit dieser Rolle sind keine Moderatoren mehr
command-settings-answers = antworten
command-settings-answers-description = Wie Antworten gezeigt werden
command-settings-answers-option-private = privat
command-settings-answers-option-private-description = Ob /fragen nur der fragenden Person antwortet, wenn sie nichts angibt
command-settings-answers-option-passages = textstellen
command-settings-answers-option-passages-description = Textstellen auf einer Seite
command-settings-answers-option-confidence = sicherheit
command-settings-answers-option-confidence-description = Geringste Sicherheit, von 0 bis 1, mit der ein Thread ungefragt beantwortet wird
command-settings-answers-option-language = sprache
command-settings-answers-option-language-description = Sprache meiner eigenen Worte
command-settings-answers-option-language-choice-that-of-the-asker = Die der fragenden Person
command-settings-answers-option-language-choice-english = English
command-settings-answers-option-language-choice-deutsch = Deutsch
command-settings-answers-option-language-choice-espanol = español
command-settings-answers-option-language-choice-francais = français
command-settings-caution = hinweis
command-settings-caution-description = Was unter Antworten aus Artikeln zu einem Thema steht
command-settings-caution-option-topic = thema
command-settings-caution-option-topic-description = Das Thema
command-settings-caution-option-text = text
command-settings-caution-option-text-description = Was dort steht, in einer Zeile; lass es weg, damit dort nichts steht
command-settings-articles = artikel
command-settings-articles-description = Welche der geteilten Artikel dieser Server sieht; seine eigenen sieht er immer
command-settings-articles-option-add-topic = thema-hinzufügen
command-settings-articles-option-add-topic-description = Die Artikel zu diesem Thema sehen
command-settings-articles-option-remove-topic = thema-entfernen
command-settings-articles-option-remove-topic-description = Die Artikel zu diesem Thema nicht mehr sehen
command-settings-articles-option-add-folder = ordner-hinzufügen
command-settings-articles-option-add-folder-description = Die Artikel in diesem Ordner der Sammlung sehen
command-settings-articles-option-remove-folder = ordner-entfernen
command-settings-articles-option-remove-folder-description = Die Artikel in diesem Ordner nicht mehr sehen
command-settings-reset = zurücksetzen
command-settings-reset-description = Zu dem zurückkehren, was gilt, wo nichts eingestellt ist
command-settings-reset-option-what = was
command-settings-reset-option-what-description = Was zurückgesetzt wird
command-settings-reset-option-what-choice-everything-but-the-roles = alles außer den Rollen
command-settings-reset-option-what-choice-channels = Kanäle
command-settings-reset-option-what-choice-threads = Threads
command-settings-reset-option-what-choice-answers = Antworten
command-settings-reset-option-what-choice-cautions = Hinweise
command-settings-reset-option-what-choice-articles = Artikel
command-insights = einblicke
command-insights-description = Was Mitglieder gefragt und nicht gefunden haben
command-insights-option-days = tage
command-insights-option-days-description = Wie viele Tage zurück, heute eingeschlossen (30)
command-audit = protokoll
command-audit-description = Was Moderatoren getan haben
command-audit-option-file = datei
command-audit-option-file-description = Als Datei mit allen Einträgen
