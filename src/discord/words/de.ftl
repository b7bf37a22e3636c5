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
too-many-changes = Du hast in der letzten Stunde viele Änderungen begonnen. Warte ein paar Minuten und versuch es noch einmal.
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
privacy-moderators = Was Moderatoren tun: wer, was, wann. Moderatoren dieses Servers sehen es. Nach { $days } lösche ich das. Änderungen an Artikeln bleiben länger, mit dem, der sie gemacht hat, damit sie sich zurücknehmen lassen.
privacy-questions = Fragen werden im Arbeitsspeicher beantwortet, nicht protokolliert und an niemanden geschickt außer an Discord, das dir meine Antwort zeigt. Die letzten bleiben mit ihren Antworten im Arbeitsspeicher, ohne deinen Namen, für alle, die dasselbe fragen: Keine wird länger als zehn Minuten verwendet, und mit der nächsten Frage verschwinden die, die älter sind.
privacy-buttons = Die Knöpfe einer Antwort tragen die Nummer, die Discord dir gegeben hat, in Discords eigener Nachricht, damit niemand sonst deine Seiten umblättert.
privacy-limits = Damit niemand einen Kanal überschwemmt, zähle ich Fragen eine Minute lang und Änderungen, die ein Moderator beginnt, eine Stunde lang, im Arbeitsspeicher.
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

## Changing articles: what is not possible

unknown-gap = Diese Lücke gibt es nicht mehr. `/einblicke` zeigt, welche es gibt.
not-yours = Das hat jemand anderes vorbereitet. Verwende den Befehl selbst.
too-slow = Das hat für ein Formular zu lange gedauert. Bitte versuch es noch einmal.
too-long-for-a-form = Dieser Artikel hat { $chars } Zeichen, und in ein Formular passen { $max }. Hol ihn dir mit `/sammlung zeigen`, ändere ihn und schick ihn mit `/sammlung bearbeiten` als `datei`.
file-not-of-discord = Ich nehme Dateien nur von Discord an. Häng sie an den Befehl an.
file-too-large = Diese Datei ist zu groß: Ich nehme bis zu { $size }.
file-lost = Discord hat mir diese Datei nicht gegeben. Bitte versuch es noch einmal.
edit-path = „{ $path }“ kann kein Name eines Artikels sein: { $fault }.
edit-full = Das ist mehr, als dieser Server an eigenen Artikeln haben darf: { $articles } Artikel, zusammen { $megabytes } MiB. Entferne vorher welche.
edit-full-of-versions = Die früheren Fassungen der Artikel dieses Servers bräuchten mehr als { $megabytes } MiB. Entferne vorher Artikel, die niemand braucht: Ihre früheren Fassungen dürfen dann vergessen werden.
edit-elsewhere = { $path } gehört nicht zu den Artikeln, die du ändern darfst.
edit-of-source = { $path } stammt aus einer Quelle, die jede Änderung überschreiben würde. Ändere ihn dort, wo er herkommt, oder schreib einen eigenen Artikel.
edit-missing = Die Datei { $path } gibt es nicht.
edit-exists = Den Artikel { $path } gibt es schon. Ändere ihn mit `/sammlung bearbeiten`, oder gib dem neuen einen anderen Titel.
edit-linked = { $path } ist nur über einen symbolischen Link erreichbar, und durch Links schreibe ich nicht.
edit-too-large = { $path } ist größer als { $size }, und mehr darf ein Artikel nicht haben.
edit-changed = Nichts wurde geschrieben: { $path } wurde inzwischen von jemand anderem geändert. Sieh es dir mit `/sammlung zeigen` noch einmal an.
edit-unchanged = Das würde nichts ändern.
edit-title = Der Titel von { $path } steht an einer Stelle, an der ich ihn nicht setzen kann. Verwende `/sammlung bearbeiten`.
edit-expired = Das gibt es nicht mehr: Es wurde schon erledigt oder aufgegeben, oder es hat länger als eine Stunde gewartet. Verwende den Befehl noch einmal.
edit-nothing-to-undo = Es gibt keine Änderung, die ich zurücknehmen könnte.
edit-forgotten = Diese Fassung von { $path } wurde vergessen und lässt sich nicht zurückholen: Von den früheren Fassungen der eigenen Artikel dieses Servers behalte ich { $megabytes } MiB, die neuesten.
edit-version-lost = Die frühere Fassung { $version } fehlt oder ist beschädigt, darum lässt sie sich nicht zurückholen. Wer mich betreibt, hat vielleicht eine Sicherung.
edit-disk = Die Artikel lassen sich gerade nicht lesen oder schreiben, und nichts wurde geändert. Wer mich betreibt, findet den Grund in meinem Protokoll.
send-as = Schick Markdown (.md), eine Seite (.html), reinen Text (.txt) oder ein .zip davon.
upload-too-large = Das ist zu groß: Ich nehme bis zu { $size }.
upload-ending = Diese Art von Datei kenne ich nicht.
upload-not-text = Das ist { $what }, was auch immer der Name sagt.
upload-archive-in-disguise = Das ist ein Archiv, was auch immer der Name sagt.
upload-no-text = In dieser Datei steht kein Text, den ich zitieren könnte.
upload-other-kind = Das ist eine andere Art von Datei als der Artikel: Eine Seite kann nicht an die Stelle von Markdown oder Text treten, und umgekehrt auch nicht.
upload-bad-url = Das ist keine Adresse einer Seite: Sie beginnt mit http:// oder https:// und nennt einen Host.
upload-front-matter-url = Ich kann die Adresse nicht in die Kopfdaten (Front Matter) dieser Datei schreiben: Sie sind kaputt oder sagen in mehreren Zeilen etwas anderes. Schreib sie dort hinein, und lass die Option weg.
upload-front-matter-topic = Ich kann das Thema nicht in die Kopfdaten (Front Matter) dieser Datei schreiben: Sie sind kaputt oder sagen in mehreren Zeilen etwas anderes. Schreib es dort hinein, und lass die Option weg.
upload-url-for-many = Eine Adresse kann nicht die von mehreren Artikeln sein. Füge sie einzeln hinzu, oder schreib `url` in jeden.
upload-damaged = Dieses Archiv ist beschädigt oder kein Zip-Archiv. Nichts wurde übernommen.
upload-encrypted = Dieses Archiv ist verschlüsselt. Nichts wurde übernommen.
upload-too-many-files = Dieses Archiv hat zu viele Dateien: Ich nehme bis zu { $limit } auf einmal.
upload-bomb = Dieses Archiv hätte entpackt mehr als { $size }. Nichts wurde übernommen.
upload-too-tight = { $name } in diesem Archiv ist dichter gepackt als jeder Text. Nichts wurde übernommen.
upload-nested = In diesem Archiv steckt ein Archiv: { $name }. Nichts wurde übernommen; entpack es zuerst.
upload-name = Eine Datei in diesem Archiv heißt „{ $name }“: { $fault }. Nichts wurde übernommen.
upload-not-unicode = Ein Name in diesem Archiv ist kein UTF-8. Nichts wurde übernommen; pack es neu.
upload-not-regular = { $name } in diesem Archiv ist ein Link oder ein Gerät. Nichts wurde übernommen.
upload-twice = Zwei Dateien in diesem Archiv heißen { $name }, bis auf Groß- und Kleinschreibung oder Endung. Nichts wurde übernommen.
upload-empty = In diesem Archiv ist kein Artikel.
fault-empty = ein Teil davon ist leer
fault-too-long = er ist zu lang oder liegt in zu vielen Ordnern
fault-absolute = er beginnt an der Wurzel eines Laufwerks
fault-climbs = er führt aus seinem Ordner hinaus
fault-hidden = ein Teil davon beginnt mit einem Punkt
fault-character = er enthält ein Zeichen, das nicht jedes System annimmt
fault-reserved = ein Teil davon bedeutet auf manchen Systemen etwas anderes
fault-ending = er endet weder auf .md noch auf .html oder .txt
fault-no-article = eine Datei dieses Namens ist kein Artikel

## Kinds of files that are no text

what-binary = eine Binärdatei
what-picture = ein Bild ({ $kind })
what-pdf = ein PDF
what-rich-text = ein Dokument im Rich-Text-Format
what-office = ein altes Office-Dokument
what-compressed = eine komprimierte Datei ({ $kind })
what-archive = ein Archiv ({ $kind })
what-program = ein Programm

## Insights, gaps and what moderators did

insights-title = Was Mitglieder in { $days } gefragt haben
insights-period = { $from } bis { $to } (UTC)
insights-menu = Eine Lücke wird geschlossen durch …
insights-answered = { $questions }, { $share } % beantwortet
insights-ratings = { $good } × hilfreich, { $bad } × nicht hilfreich
insights-topics = Am häufigsten gefragte Themen
insights-articles = Artikel, die am häufigsten vorn standen
insights-unhelpful = Oft nicht hilfreich
insights-unhelpful-article = { $article } · { $bad } × nicht hilfreich, { $good } × hilfreich
insights-gaps = Nicht beantwortet
insights-between = { $first } bis { $last }
gap-answered-by = beantwortet durch { $article }
gap-not-answered-by = nicht beantwortet durch { $article }
gap-also = auch: { $words }
gap-also-more = auch: { $words }; und { $count } weitere
gap-open = offen
gap-failing = durch ihren Artikel nicht geschlossen
gap-closed = geschlossen
insights-too-rare = { $questions } ohne Antwort, zu selten, um sie zu zeigen: Zu wenige verschiedene Personen haben gefragt.
gap-none = Kein Artikel: offen lassen
gap-which = Welcher Artikel beantwortet **{ $words }** jetzt? Die Worte werden von nun an nach jedem Einlesen gefragt, und ich melde es, wenn er sie nicht mehr beantwortet.
gap-menu = Die nächstliegenden Artikel
gap-open-again = Die Lücke ist wieder offen.
gap-held = **{ $article }** beantwortet sie: Die Lücke ist geschlossen.
gap-not-held = Vermerkt. Mit diesen Worten gefragt, ist **{ $article }** noch nicht unter den Textstellen: Die Lücke schließt sich, sobald das nach einem Einlesen so ist.
audit-title = Was Moderatoren getan haben
audit-in-file = { $deeds } in der Datei
audit-empty = Es ist nichts vermerkt.
audit-kept = Wird nach { $days } gelöscht
button-older = Älter ▶
button-newest = ◀ Neueste
audit-nobody = jemand, der nicht mehr genannt wird
audit-operator = wer mich betreibt
audit-server = auf Server { $server }

## Changing articles

button-cancel = Abbrechen
given-up = Aufgegeben. Nichts wurde geändert.
form-title = Einen Artikel ändern
form-label = Kopfdaten und Text, wie in der Datei
gone-since = Nichts wurde geschrieben: Der Artikel wurde inzwischen entfernt oder umbenannt. Dein Text ist in der Datei.
conflict-nothing = Nichts wurde geschrieben.
conflict-changed = { $path } wurde von jemand anderem geändert, nachdem du angefangen hast.
conflict-removed = { $path } wurde von jemand anderem entfernt, nachdem du angefangen hast.
conflict-yours = Dein Text ist in der Datei `{ $file }`; sieh dir an, was geändert wurde, füg deines ein und schick es noch einmal: `/sammlung zeigen`, dann `/sammlung bearbeiten`.
preview-footer = Nichts wird geschrieben, bevor du bestätigst. Das wartet eine Stunde.
preview-add = Diesen Artikel hinzufügen?
preview-add-several = Diese Artikel hinzufügen?
preview-edit = Diesen Artikel ändern?
preview-remove = Diesen Artikel entfernen?
preview-rename = Diesen Artikel umbenennen?
preview-undo = Die letzte Änderung zurücknehmen?
preview-restore = Diese Fassung zurückholen?
button-add = Hinzufügen
button-add-anyway = Trotzdem hinzufügen
button-save = Speichern
button-save-anyway = Trotzdem speichern
button-remove = Entfernen
button-rename = Umbenennen
button-undo = Zurücknehmen
button-restore = Zurückholen
preview-removed = Mitglieder finden ihn dann nicht mehr. `/sammlung rückgängig` holt ihn zurück.
preview-page = Seite: { $link }
preview-unquotable = Daraus ließe sich nichts zitieren: Mitglieder würden ihn nicht finden.
preview-unquotable-why = Er hat keinen Text, oder er will nicht aufgenommen werden (`draft`).
preview-topics = Themen: { $topics }
preview-lines = { $added } hinzugefügt, { $removed } entfernt
preview-step-removed = entfernt: { $article }
preview-step-before = wie zuvor: { $article }
preview-nothing-to-quote = nichts zu zitieren
preview-remade = { $pages } oder reiner Text, als Markdown gespeichert
preview-left-out = Ausgelassen: { $names }
preview-error = Fehler
preview-warning = Warnung
note-page = Eine Seite; als Markdown gespeichert, ohne ihre Menüs.
note-page-in-spite = Trotz des Namens eine Seite; als Markdown gespeichert.
note-text = Reiner Text; als Markdown gespeichert.
note-text-in-spite = Trotz des Namens reiner Text; als Markdown gespeichert.
writing = Ich schreibe …
not-done = Nicht geschehen.
button-try-again = Noch einmal versuchen
put-back = Die Artikel sind, wie sie vorher waren.
not-put-back = Auch zurücksetzen ließen sich die Artikel nicht: Die Dateien sind geändert, und Mitglieder bekommen den alten Text, bis `/neu-einlesen` das nächste Mal gelingt.
was-the-last = Das war der letzte Artikel, und ohne einen könnte ich nichts beantworten.
another-reads = Ein anderes Programm liest die Artikel gerade.
done-add = Hinzugefügt: { $what }.
done-edit = Gespeichert: { $what }.
done-remove = Entfernt: { $what }.
done-rename = Umbenannt: { $what }.
done-rename-to = { $old } umbenannt in { $what }.
done-undo-there = Zurückgenommen: Wieder da ist { $what }.
done-undo-gone = Zurückgenommen: Nicht mehr da ist { $what }.
done-restore = Zurückgeholt: { $what }.
done-ask = Frag danach: „{ $question }“
button-ask-it = Fragen
done-behind = Er ist im Index, aber Fragen aus seinen Überschriften werden aus „{ $title }“ beantwortet. Es hilft eine Überschrift, die so fragt, wie Mitglieder fragen.
done-not-surely = Er ist im Index, aber keine Frage aus seinen Überschriften wird mit genügend Sicherheit beantwortet. Es helfen eine Überschrift, die so fragt, wie Mitglieder fragen, und ein erster Satz, der sie beantwortet.
done-unread = Mitglieder finden ihn nicht: Daraus ließ sich nichts zitieren. `/sammlung prüfen` sagt, warum.
done-undo-hint = `/sammlung rückgängig` nimmt es zurück.

## History of the articles

history-source = Er stammt aus einer Quelle; ändere ihn dort.
history-send-back = Ändere ihn und schick ihn mit `/sammlung bearbeiten` zurück, unter dem Namen, den er jetzt hat: Daran erkenne ich, was du geändert hast.
history-title = Änderungen an { $path }
history-title-all = Änderungen an den Artikeln
history-empty = Von hier aus wurde noch nichts geändert. Was in den Dateien ändert, wer mich betreibt, wird nicht vermerkt.
history-menu = Eine Fassung als Datei bekommen
history-after-change = { $title } · nach Änderung { $change }
history-before-change = { $title } · vor Änderung { $change }
history-of-change = Änderung { $change }
history-added = hinzugefügt: { $what }
history-changed = geändert: { $what }
history-removed = entfernt: { $what }
history-renamed = umbenannt: { $what }
history-renamed-to = { $old } umbenannt in { $what }
history-took-back = zurückgenommen: { $what }
history-brought-back = zurückgeholt: { $what }
history-something = etwas getan mit { $what }
history-more = { $count } weitere
history-as-it-was = { $path }, wie es bei Änderung { $change } war
button-bring-back = Diese zurückholen
history-no-file = Sie ist leer oder zu groß für Discord.
history-forgotten = Fassung vergessen
history-bounds = Von den eigenen Artikeln eines Servers merke ich mir die letzten { $changes } Änderungen und behalte { $megabytes } MiB an früheren Fassungen.

## Sources

no-source = Das ist keine Quelle: { $why }.
no-sources = Hier gibt es keine Quellen. `/quelle hinzufügen` fügt eine Website, einen Feed, eine Seite oder ein Git-Repository hinzu.
too-late = Das wurde schon beantwortet, oder es ist zu lange her. Bitte fang von vorn an.
# A client that knows the command as it was long ago, or is none of Discord's own.
unfit-option = Dein Client hat etwas geschickt, was dieser Befehl nicht annimmt. Wähl einen der angebotenen Werte; wird keiner angeboten, starte Discord neu.
source-unknown = Es gibt keine Quelle „{ $name }“. Es gibt: { $known }
source-unknown-none = Es gibt keine Quelle „{ $name }“; es gibt noch gar keine. `/quelle hinzufügen` fügt eine hinzu.
sources-busy = Es wird bereits aus Quellen geholt. Warte das Ende ab und versuch es dann noch einmal.
source-taken = Es gibt schon eine Quelle „{ $name }“. Gib dieser einen anderen Namen.
source-configured = Die Quelle „{ $name }“ steht in der Konfiguration; nur wer mich betreibt, kann sie dort entfernen.
sources-full = Es gibt schon { $most } hinzugefügte Quellen. Entferne erst eine.
kind-folder = Ordner
kind-website = Website
kind-feed = Feed
kind-page = Seite
kind-git = Git
source-offer-title = Die Quelle { $name } hinzufügen?
source-offer = Geholt würden **{ $found }**.
source-offer-beyond =
    { $count ->
        [one] { $count } weitere nicht: zu viele.
       *[other] { $count } weitere nicht: zu viele.
    }
source-offer-first = Die ersten:
# $every is a length of time such as 12h or 1d.
source-offer-every = Geholt wird alle { $every }.
source-offer-asked = Geholt wird nur auf Wunsch.
source-offer-topic = Thema: { $topic }.
source-offer-rights = Zitiere nur, was du darfst: Frag die, denen die Seiten gehören.
button-add-it = Hinzufügen
button-leave-it = Lassen
source-remove = Die Quelle **{ $name }** ({ $place }) hat { $articles }. Was soll aus ihnen werden?
button-remove-with = Mit { $articles } entfernen
button-remove-keep = Entfernen, Artikel behalten
source-left-remove = Die Quelle **{ $name }** gibt es nicht mehr, und { $articles } von ihr liegen in { $folder }. Sollen sie weg?
button-remove-left = { $articles } entfernen
source-nothing = Nichts wurde geändert.
source-gone = Die Quelle { $name } ist weg.
source-gone-kept = Die Quelle { $name } ist weg; ihre Artikel bleiben.
source-gone-with = Die Quelle { $name } ist weg und mit ihr { $articles }.
source-every = alle { $every }
source-asked = auf Wunsch
source-of-configuration = aus der Konfiguration
source-never = noch nie geholt
source-left = **{ $name }** · keine Quelle mehr: { $articles } in { $folder }. `/quelle entfernen` entfernt sie; eine Quelle dieses Namens übernimmt sie.
source-figures = { $added } neu, { $changed } geändert, { $unchanged } unverändert, { $removed } entfernt
figure-kept = { $count } behalten
figure-refused = { $count } abgelehnt
figure-held = { $count } zurückgehalten
source-not-refreshed = nicht geholt: { $why }
source-ended-early = { $figures }; vorzeitig beendet: { $why }
button-accept-removals = Die { $count } von { $name } entfernen
note-kept = behalten: { $note }
note-refused = abgelehnt: { $note }
note-held = zurückgehalten: { $note }
# $what is an address, a path or a name, and $words what is said of it.
said-of = { $what }: { $words }

## Sources: why not

why-gone = sie ist weg
why-no-page = diese Seite gibt es nicht
why-not-listed = sie wird nicht mehr aufgeführt
why-twin = das ist eine andere Adresse einer Seite, die schon genommen wurde
why-pages-beyond =
    { $count ->
        [one] { $count } Seite mehr ist aufgeführt als die { $limit }, die diese Quelle haben darf
       *[other] { $count } Seiten mehr sind aufgeführt als die { $limit }, die diese Quelle haben darf
    }
why-files-beyond = es gibt mehr Dateien als die { $limit }, die diese Quelle haben darf
why-no-room =
    { $count ->
        [one] { $count } Seite wurde ausgelassen: ein Server darf { $articles } eigene Artikel haben, zusammen { $megabytes } MiB
       *[other] { $count } Seiten wurden ausgelassen: ein Server darf { $articles } eigene Artikel haben, zusammen { $megabytes } MiB
    }
why-too-large = sie hat mehr als { $megabytes } MiB
why-name = ihr Name geht nicht überall; benenne sie um
why-many-sitemaps = sie hat mehr als { $count } Sitemaps
why-no-sitemap = das ist keine Sitemap
why-elsewhere =
    { $count ->
        [one] { $count } Adresse einer anderen Website in der Sitemap wurde ausgelassen
       *[other] { $count } Adressen anderer Websites in der Sitemap wurden ausgelassen
    }
why-no-article = darin ist keine Datei mit .md, .html oder .txt
why-strangers =
    { $count ->
        [one] { $count } Datei, die nicht von der Quelle stammt, bleibt
       *[other] { $count } Dateien, die nicht von der Quelle stammen, bleiben
    }
kept-edited = ihr Artikel wurde von Hand bearbeitet und bleibt so; entferne die Datei, um den der Seite zu nehmen
kept-theirs = ihr Artikel wurde von Hand bearbeitet und bleibt
kept-twin = eine andere Seite der Quelle hat dieselbe Datei
kept-foreign = an ihrer Stelle liegt eine Datei, die nicht von der Quelle stammt; entferne sie oder benenne sie um
kept-no-room = kein Platz: die eigenen Artikel des Servers sind so viele oder so groß, wie sie sein dürfen
refused-lie = sie gibt sich als { $says } aus und ist { $is }
refused-type = das ist { $is }; gelesen werden nur HTML, Markdown und einfacher Text
refused-noindex = sie will nicht aufgeführt werden (noindex)
refused-no-text = sie hat keinen Text zum Zitieren
refused-draft = sie will ausgelassen werden (draft)
what-no-html = kein HTML
what-unsaid = von einer Art, die ihr Server nicht nennt
fetch-forbidden = robots.txt bittet darum, sie nicht zu holen
fetch-no-rules = robots.txt von { $host } lässt sich gerade nicht lesen
fetch-other-site = sie führt zu einer anderen Website, { $host }
fetch-redirects = sie leitet immer weiter oder ins Leere
fetch-status = der Server hat mit { $status } geantwortet
fetch-timed-out = sie kam nicht innerhalb von { $seconds } s
fetch-connection = die Verbindung ist gescheitert: { $reason }
fetch-later = der Server bittet darum, in { $seconds } s wiederzukommen
fetch-spent-time = es hat länger gedauert, als das Holen aus dieser Quelle dauern darf
fetch-spent-bytes = es war mehr, als aus dieser Quelle geholt werden darf
fetch-given-up = die Website hat immer wieder versagt
guard-scheme = geholt wird nur über http und https, nicht über { $scheme }
guard-private = { $host } liegt nicht im öffentlichen Internet
guard-port = Port { $port } von { $host } ist keiner, den Websites benutzen
guard-form = die Adresse nennt keinen Host, oder sie nennt einen Benutzer
guard-unknown = { $host } ist nicht zu finden
git-missing = das Programm git fehlt; wer mich betreibt, kann es installieren
git-old = git { $version } ist zu alt; wer mich betreibt, kann ein neueres installieren
git-not-https = ein Repository wird nur über https geholt
git-failed = git sagt: { $reason }
git-no-folder = es gibt keinen Ordner, in den es geholt werden könnte: { $reason }
failure-no-sitemap = es wurde keine Sitemap gefunden: weder robots.txt noch /sitemap.xml von { $host } führt die Seiten auf; nenne die Adresse der Sitemap selbst, oder nimm die Art Seite oder Feed
failure-no-feed = bei { $address } ist kein RSS- oder Atom-Feed
failure-no-page = es gibt keine Seite
failure-early =
    { $count ->
        [one] { $why }; { $count } Artikel wurde nicht angesehen und bleibt
       *[other] { $why }; { $count } Artikel wurden nicht angesehen und bleiben
    }
failure-folder = ihr Ordner lässt sich nicht lesen: { $reason }
failure-in-corpus = ihr Ordner liegt in der Sammlung oder die Sammlung in ihm; seine Artikel werden ohne Quelle gelesen
failure-folder-elsewhere = ein Ordner wird nur in der Konfiguration hinzugefügt
source-fault-address = die Adresse muss mit https oder http beginnen und einen Host nennen
source-fault-credentials = die Adresse darf weder Benutzernamen noch Passwort enthalten
source-fault-kind = die Art muss folder, website, feed, page oder git sein, nicht „{ $kind }“
source-fault-name = der Name muss aus 1 bis { $most } der Zeichen a-z, 0-9 und - bestehen, etwa „handbook“, nicht „{ $name }“
source-fault-interval = eine Zeit schreibt man als „30m“, „12h“ oder „1d“, nicht „{ $text }“
source-fault-interval-range = die Zeit muss zwischen „{ $least }“ und „52w“ liegen

## Files of an archive that are left out

skipped-ending = weder .md noch .html oder .txt
skipped-hidden = versteckt
skipped-no-article = kein Artikel
skipped-no-text = kein Text zum Zitieren
skipped-system = vom System geschrieben

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
