# The bot's own words in English: the ones that every other language is measured by.
# Arguments are set in as they are; texts among them are escaped already.

## Answers

passage-gone = The articles have changed: a passage that stood here is gone.
answer-gone = The articles have changed, and what stood here is gone. Ask again to see what they say now.
button-earlier = ◀ Earlier
button-next = Next ▶
button-show = Show here
button-helpful = Helpful
button-not-helpful = Not helpful
menu-more = More articles on this
source = Source: { $link }
# The passage is the page's own text, not a text about it.
source-verbatim = From: { $link }
updated = updated { $date }
# A member shows their private answer to everybody.
shared = { $member } asked:
thanks-helpful = Thank you. I am glad that it helped.
thanks-not-helpful = Thank you. That is noted for the people who write the articles, without your name.

## Nothing found

nothing-found = The articles do not answer that.
no-article-has = No article has { $words }.
nearest-topics = The topics below are the nearest that there are.
did-you-mean = Did you mean “{ $word }”?
topics-hint = `/topics` lists what they are about.
quoted = “{ $text }”
# What a mistyped word was read as; both are in quotation marks.
read-as = { $typed } as { $read }
# $words is a list of the above.
read = Read { $words }.

## What went wrong

question-too-long = That question has { $chars } characters. Please ask in at most { $max }.
nothing-asked = Ask me something: for instance `/ask question: what is fascia?`
too-many-member = You have asked a lot just now. Give me a minute, then ask again.
too-many-channel = This channel has asked a lot just now. Try again in a minute.
too-many-server = This server has asked a lot just now. Try again in a minute.
too-many-changes = You have begun many changes in the last hour. Give me a few minutes, then try again.
# The name of the permission is as Discord's client has it.
not-moderator = Only moderators can do that: members with the permission Manage Server, or with a role that was named for it.
not-manager = Only members with the permission Manage Server can do that.
not-here = In this channel I answer for you alone, as this server has set it.
not-home = The articles are shared with other servers; only moderators of the servers that keep them can do that.
reindexing = A reindex is already running. Its report comes when it ends.
cooldown = The articles were read a moment ago. Try again in { $seconds } s.
closing = I am being restarted. Ask me again in a minute.
unknown-press = That button is from another version of me. Please ask again.
broken = Something went wrong on my side. Please try again.
no-journal = What I keep cannot be read or written right now. Whoever runs me finds the reason in my log.
unknown-topic = No article has the topic “{ $name }”. There are: { $known }
unknown-article = There is no article “{ $name }”.
unknown-article-near = There is no article “{ $name }”. Near it: { $near }
would-empty = No article was found in the folder, so the old ones were kept. Whoever runs me should look there.
unsearchable = The articles cannot be searched right now. Whoever runs me finds the reason in my log.

## Counts

questions =
    { $count ->
        [one] { $count } question
       *[other] { $count } questions
    }
headings =
    { $count ->
        [one] { $count } heading
       *[other] { $count } headings
    }
words =
    { $count ->
        [one] { $count } word
       *[other] { $count } words
    }
lines =
    { $count ->
        [one] { $count } line
       *[other] { $count } lines
    }
pages =
    { $count ->
        [one] { $count } page
       *[other] { $count } pages
    }
deeds =
    { $count ->
        [one] { $count } deed
       *[other] { $count } deeds
    }
sources =
    { $count ->
        [one] { $count } source
       *[other] { $count } sources
    }
files =
    { $count ->
        [one] { $count } file
       *[other] { $count } files
    }
days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
articles =
    { $count ->
        [one] { $count } article
       *[other] { $count } articles
    }
topics =
    { $count ->
        [one] { $count } topic
       *[other] { $count } topics
    }
passages =
    { $count ->
        [one] { $count } passage
       *[other] { $count } passages
    }
problems =
    { $count ->
        [one] { $count } problem
       *[other] { $count } problems
    }
errors =
    { $count ->
        [one] { $count } error
       *[other] { $count } errors
    }
warnings =
    { $count ->
        [one] { $count } warning
       *[other] { $count } warnings
    }
and-more = and { $count } more

## Topics and articles

no-topics = The articles name no topics. Just ask: `/ask`
topics-title = What you can ask about
menu-topic = Look at a topic
menu-article = Look at an article
button-questions = What they answer
questions-title = What the articles on { $topic } answer
no-headings = The article has no headings.

## Help

help-title = How to ask
help-intro = I answer questions from a set of articles: passages word for word, each with a link to its page. I write nothing of my own, and when the articles do not answer, I say so.
help-ask = Ask
help-ask-command = `/ask` with your question; add a topic to narrow it, or make it private
help-ask-mention = mention me in a message, or reply to one of my answers: “does it hurt?” means what that was about
help-ask-direct = in a direct message, just write
help-ask-menu = on somebody's message: Apps › **Answer from the articles**
help-look = Look around
help-look-articles = `/topics`, `/topic`, `/article`
help-look-about = `/about`, `/privacy show`, `/privacy forget`
help-moderators = For moderators
help-moderators-articles = `/reindex` reads the articles again, `/corpus status`, `/corpus check`
help-moderators-changes = `/corpus add`, `edit`, `show`, `rename`, `remove` keep the articles; `/corpus history`, `/corpus undo`
help-moderators-sources = `/source add`, `list`, `refresh`, `remove`: where articles come from
help-moderators-settings = `/settings`: where and how I answer in this server
help-moderators-insights = `/insights` shows what members asked and did not find, `/audit` what moderators did

## Privacy

privacy-title = Privacy
privacy-nothing = What I keep about you: nothing.
privacy-no-questions = I keep none of your questions.
privacy-counted = What I count:
privacy-numbers = For each server and day: how many questions there were and how many were answered, which articles and topics came first, and how often a passage was said to help or not. For { $days }.
privacy-gaps = When I find no answer: a fingerprint of what the question was about, and one of you that differs from subject to subject, to tell how many different people ask. When { $people } have, all fingerprints of people go, and I keep the subject's words without names, numbers and addresses (“cupping bruises”). Moderators of that server see them. For { $days }, or longer where moderators use them to test that an article now answers.
privacy-moderators = What moderators do: who, what, when. Moderators of that server see it. For { $days }. Changes of articles stay longer, with who made them, so that they can be taken back.
privacy-questions = Questions are answered in memory, are not logged, and are not sent to anybody but Discord, which shows you my reply. The last ones stay in memory with their answers, without your name, for whoever asks the same: none is used for longer than ten minutes, and the next question drops those that are older.
privacy-buttons = The buttons of an answer carry the number that Discord gave you, in Discord's own message, so that nobody else turns your pages.
privacy-limits = To keep a member from flooding a channel, I count questions for a minute, and changes that a moderator begins for an hour, in memory.
privacy-messages = I read only messages that mention me, reply to me, or are sent to me directly, messages that somebody picks from the menu, and the titles of threads where a server has asked for it. Where a question in a thread or a direct message rests on the one before, I look for that above my last answer there.
privacy-take-back = `/privacy forget` removes your fingerprints.
privacy-no-journal = I keep nothing at all just now.
privacy-nothing-there = There was nothing that could be tied to you.
privacy-gone =
    { $count ->
        [one] Done: { $count } fingerprint that could have been tied to you is gone.
       *[other] Done: { $count } fingerprints that could have been tied to you are gone.
    }
privacy-stays = What stays: numbers of questions, which name nobody; words of gaps that several people asked for; and, if you are a moderator, what you did here, for { $days }. Whoever runs me can take your name out of that: ask them. My answers to you are Discord's messages: delete them there.

## About

about = Footnote { $version } quotes { $articles } on { $topics }, { $passages } in all. It runs on its own: no service beside it, no generated text.
about-advice = The articles inform; they do not replace advice from somebody who can examine you.

## For moderators

status-title = The articles
status-index = Index: { $megabytes } MB, format { $format }
status-read = Last read: { $time }
status-problems = { $problems } in them
status-ratings = In the last { $days }: { $good } × helpful, { $bad } × not helpful
check-summary = { $articles }: { $errors }, { $warnings }
fetching = Fetching what is new …
fetching-progress = Fetching { $source } { $bar } { $done } of { $total } · { $seconds } s
refresh-stopped = The refresh was stopped, since I am being restarted. What was fetched so far stays; the next refresh goes on.
reading = Reading the articles …
# $bar is a picture of the progress.
reading-progress = Reading the articles { $bar } { $done } of { $total } · { $seconds } s
encoding-progress = Encoding the passages { $bar } { $done } of { $total } · { $seconds } s
reindex-stopped = The reindex was stopped, since I am being restarted. The articles are as they were.
report = { $added } added, { $changed } changed, { $removed } removed, { $unchanged } unchanged - { $passages } in { $seconds } s
more-in-file = and { $count } more, in the file

## Settings of a server

settings-title = Settings of this server
settings-channels = Answers for everybody in
settings-channels-all = every channel
settings-threads = Answers new threads unasked in
settings-threads-none = no channel but those of my configuration
settings-roles = Moderators beside those with Manage Server
settings-roles-none = nobody
settings-ask = Answers to /ask
settings-ask-private = for the asker alone, if they do not say otherwise
settings-ask-public = for everybody, if the asker does not say otherwise
settings-passages = Passages on a page
settings-confidence = Answers threads from a confidence of
settings-language = Language of my own words
settings-language-auto = that of the asker
settings-articles = Articles
settings-articles-seen = { $articles } ({ $count } at present)
settings-articles-all = all that are shared, and this server's own
settings-articles-topics = those on { $topics }, and this server's own
settings-articles-folders = those in the folders { $folders }, and this server's own
settings-articles-both = those on { $topics }, and those in the folders { $folders }, and this server's own
settings-caution = Caution on { $topic }
settings-more-cautions = and { $count } more cautions
# $names is a list that is cut.
names-and-more = { $names } and { $count } more
settings-fixed = Nothing of it can be changed right now: I run without what I keep. Whoever runs me finds the reason in my log.
settings-deleted = { $count } of the channels and roles below no longer existed; they are taken off.
# $what is a list of the following.
set = Set: { $what }
set-added = { $name } is added
set-removed = { $name } is taken off
set-private = private: true
set-public = private: false
set-passages = passages on a page: { $count }
set-confidence = confidence: { $confidence }
set-language = language: { $language }
set-caution = a caution is said under answers on { $topic }
set-no-caution = nothing is said under answers on { $topic }
reset-everything = everything
reset-channels = channels
reset-threads = threads
reset-answers = answers
reset-cautions = cautions
reset-articles = articles
not-in-list = { $name } is not in the list.
in-list-already = { $name } is in the list already.
list-full = There are { $max } in the list already; remove one first.
name-length = A name has 1 to { $max } characters.
nothing-to-change = Say what to change: choose one of the options.
role-of-everybody = That role is everybody's; choose another.
confidence-range = The confidence is a number from 0 to 1.
no-such-caution = There is no caution on “{ $topic }”.
cautions-full = There are { $max } cautions already; remove one first.

## Changing articles: what is not possible

unknown-gap = That gap is no longer there. `/insights` shows those there are.
not-yours = That was prepared by somebody else. Use the command yourself.
too-slow = That took too long for a form. Please try again.
too-long-for-a-form = That article has { $chars } characters, and a form takes { $max }. Get it with `/corpus show`, change it, and send it with `/corpus edit` as `file`.
file-not-of-discord = I take files from Discord alone. Attach it to the command.
file-too-large = That file is too large: I take up to { $size }.
file-lost = Discord did not give me that file. Please try again.
# $path and $name are names of files.
edit-path = “{ $path }” cannot be the name of an article: { $fault }.
edit-full = That is more than this server may have of its own: { $articles } articles, { $megabytes } MiB together. Remove some first.
edit-full-of-versions = What the articles of this server were before would take more than { $megabytes } MiB. Remove articles first that nobody needs: what they were before may then be forgotten.
edit-elsewhere = { $path } does not belong to the articles that you may change.
edit-of-source = { $path } comes from a source, which would write over any change. Change it where it comes from, or write an article of your own.
edit-missing = There is no file { $path }.
edit-exists = There is an article { $path } already. Change it with `/corpus edit`, or give the new one another title.
edit-linked = { $path } is reached through a symbolic link, and I do not write through links.
edit-too-large = { $path } is larger than the { $size } that an article may have.
edit-changed = Nothing was written: { $path } has been changed by somebody else since. Look at it again with `/corpus show`.
edit-unchanged = That would change nothing.
edit-title = The title of { $path } stands in a place where I cannot set it. Use `/corpus edit`.
edit-expired = That is not there any more: it was done or given up already, or it waited for more than an hour. Use the command again.
edit-nothing-to-undo = There is no change that I could take back.
edit-forgotten = That version of { $path } was forgotten and cannot be brought back: of what this server's own articles were before I keep { $megabytes } MiB, the newest.
edit-version-lost = The earlier version { $version } is missing or damaged where I keep it, so it cannot be brought back. Whoever runs me may have a backup.
edit-disk = The articles cannot be read or written right now, and nothing was changed. Whoever runs me finds the reason in my log.
send-as = Send Markdown (.md), a page (.html), plain text (.txt), or a .zip of them.
upload-too-large = That is too large: I take up to { $size }.
upload-ending = I do not know that kind of file.
upload-not-text = That is { $what }, whatever its name says.
upload-archive-in-disguise = That is an archive, whatever its name says.
upload-no-text = There is no text in that file that I could quote.
upload-other-kind = That is another kind of file than the article: a page cannot take the place of Markdown or text, nor the other way round.
upload-bad-url = That is not the address of a page: it begins with http:// or https:// and names a host.
upload-front-matter-url = I cannot put the address into the front matter of that file: it is broken, or says something else in several lines. Write it there, and leave the option out.
upload-front-matter-topic = I cannot put the topic into the front matter of that file: it is broken, or says something else in several lines. Write it there, and leave the option out.
upload-url-for-many = One address cannot be that of several articles. Add them one by one, or write `url` into each.
upload-damaged = That archive is damaged, or is no zip archive. Nothing was taken.
upload-encrypted = That archive is encrypted. Nothing was taken.
upload-too-many-files = That archive has too many files: I take up to { $limit } at once.
upload-bomb = That archive would unpack to more than { $size }. Nothing was taken.
upload-too-tight = { $name } in that archive is packed more tightly than any text. Nothing was taken.
upload-nested = There is an archive in that archive: { $name }. Nothing was taken; unpack it first.
upload-name = A file in that archive is called “{ $name }”: { $fault }. Nothing was taken.
upload-not-unicode = A name in that archive is not UTF-8. Nothing was taken; pack it anew.
upload-not-regular = { $name } in that archive is a link or a device. Nothing was taken.
upload-twice = Two files in that archive have the name { $name }, but for letter case or ending. Nothing was taken.
upload-empty = There is no article in that archive.
fault-empty = a part of it is empty
fault-too-long = it is too long, or lies in too many folders
fault-absolute = it begins at the root of a disk
fault-climbs = it leads out of its folder
fault-hidden = a part of it begins with a dot
fault-character = it has a character that not every system takes
fault-reserved = a part of it means something else on some systems
fault-ending = it ends neither with .md, .html nor .txt
fault-no-article = a file of that name is no article

## Kinds of files that are no text

what-binary = binary data
what-picture = a picture ({ $kind })
what-pdf = a PDF
what-rich-text = a document in Rich Text Format
what-office = an old Office document
what-compressed = a compressed file ({ $kind })
what-archive = an archive ({ $kind })
what-program = a program

## Insights, gaps and what moderators did

insights-title = What members asked in { $days }
insights-period = { $from } to { $to } (UTC)
insights-menu = A gap is covered by …
insights-answered = { $questions }, { $share } % answered
insights-ratings = { $good } × helpful, { $bad } × not helpful
insights-topics = Topics asked most
insights-articles = Articles that came first most
insights-unhelpful = Often not helpful
insights-unhelpful-article = { $article } · { $bad } × not helpful, { $good } × helpful
insights-gaps = Not answered
insights-between = { $first } to { $last }
gap-answered-by = answered by { $article }
gap-not-answered-by = not answered by { $article }
gap-also = also: { $words }
gap-also-more = also: { $words }; and { $count } more
gap-open = open
gap-failing = not closed by its article
gap-closed = closed
insights-too-rare = { $questions } without an answer too rare to show: too few different people asked.
gap-none = No article: leave it open
gap-which = Which article answers **{ $words }** now? The words are asked after every reindex from now on, and I say so when it no longer does.
gap-menu = The nearest articles
gap-open-again = The gap is open again.
gap-held = **{ $article }** answers it: the gap is closed.
gap-not-held = Noted. Asked in those words, **{ $article }** is not among the passages yet: the gap closes when it is, after a reindex.
audit-title = What moderators did
audit-in-file = { $deeds } in the file
audit-empty = Nothing is written down.
audit-kept = Kept for { $days }
button-older = Older ▶
button-newest = ◀ Newest
audit-nobody = somebody who is no longer named
audit-operator = whoever runs me
audit-server = in server { $server }

## Changing articles

button-cancel = Cancel
given-up = Given up. Nothing was changed.
form-title = Change an article
form-label = Front matter and text, as in the file
gone-since = Nothing was written: the article has been removed or renamed since. Your text is in the file.
conflict-nothing = Nothing was written.
conflict-changed = { $path } was changed by somebody else after you began.
conflict-removed = { $path } was removed by somebody else after you began.
conflict-yours = Your text is in the file `{ $file }`; look at what they changed, put yours into it, and send it again: `/corpus show`, then `/corpus edit`.
preview-footer = Nothing is written before you confirm. This waits for an hour.
preview-add = Add this article?
preview-add-several = Add these articles?
preview-edit = Change this article?
preview-remove = Remove this article?
preview-rename = Rename this article?
preview-undo = Take back the last change?
preview-restore = Bring this version back?
button-add = Add
button-add-anyway = Add all the same
button-save = Save
button-save-anyway = Save all the same
button-remove = Remove
button-rename = Rename
button-undo = Take back
button-restore = Bring back
preview-removed = Members will not find it any more. `/corpus undo` brings it back.
preview-page = Page: { $link }
preview-unquotable = Nothing could be quoted from it: members would not find it.
preview-unquotable-why = It has no text, or asks to be left out (`draft`).
preview-topics = Topics: { $topics }
preview-lines = { $added } added, { $removed } removed
preview-step-removed = removed: { $article }
preview-step-before = as before: { $article }
preview-nothing-to-quote = nothing to quote
preview-remade = { $pages } or plain text, kept as Markdown
preview-left-out = Left out: { $names }
preview-error = error
preview-warning = warning
note-page = A page; kept as Markdown, without its menus.
note-page-in-spite = A page in spite of its name; kept as Markdown.
note-text = Plain text; kept as Markdown.
note-text-in-spite = Plain text in spite of its name; kept as Markdown.
writing = Writing …
not-done = Not done.
button-try-again = Try again
put-back = The articles are as they were before.
not-put-back = The articles could not be put back either: the files are changed, and members get the old text until the next `/reindex` that succeeds.
was-the-last = That was the last article, and without one I could answer nothing.
another-reads = Another program is reading the articles just now.
done-add = Added { $what }.
done-edit = Saved { $what }.
done-remove = Removed { $what }.
done-rename = Renamed { $what }.
done-rename-to = Renamed { $old } to { $what }.
done-undo-there = Taken back: there is again { $what }.
done-undo-gone = Taken back: gone is { $what }.
done-restore = Brought back { $what }.
done-ask = Ask for it: “{ $question }”
button-ask-it = Ask it
done-behind = It is in the index, but questions made of its headings are answered from “{ $title }”. A heading that is asked as members ask helps.
done-not-surely = It is in the index, but no question made of its headings is answered with enough confidence. A heading that is asked as members ask, and a first sentence that answers it, help.
done-unread = Members do not find it: nothing could be quoted from it. `/corpus check` says why.
done-undo-hint = `/corpus undo` takes it back.

## History of the articles

history-source = It comes from a source; change it there.
history-send-back = Change it and send it back with `/corpus edit`, under the name that it has now: that tells me what you changed.
history-title = Changes of { $path }
history-title-all = Changes of the articles
history-empty = Nothing was changed from here yet. What whoever runs me changes in the files is not written down.
history-menu = Get a version as a file
history-after-change = { $title } · after change { $change }
history-before-change = { $title } · before change { $change }
history-of-change = change { $change }
history-added = added { $what }
history-changed = changed { $what }
history-removed = removed { $what }
history-renamed = renamed { $what }
history-renamed-to = renamed { $old } to { $what }
history-took-back = took back { $what }
history-brought-back = brought back { $what }
history-something = did something with { $what }
history-more = { $count } more
history-as-it-was = { $path } as it was at change { $change }
button-bring-back = Bring this back
history-no-file = It is empty, or too large for Discord.
history-forgotten = version forgotten
history-bounds = Of a server's own articles I remember the last { $changes } changes, and keep { $megabytes } MiB of earlier versions.

## Sources

no-source = That is no source: { $why }.
no-sources = There are no sources here. `/source add` adds a website, a feed, a page or a git repository.
too-late = That was answered already, or too long ago. Please start again.
# A client that knows the command as it was long ago, or is none of Discord's own.
unfit-option = Your client sent something that this command does not take. Choose one of the values that are offered; if none is, restart Discord.
source-unknown = There is no source “{ $name }”. There are: { $known }
source-unknown-none = There is no source “{ $name }”; there is none at all yet. `/source add` adds one.
sources-busy = Sources are being fetched already. Wait for that to end, then try again.
source-taken = There is a source “{ $name }” already. Give this one another name.
source-configured = The source “{ $name }” stands in the configuration, and only whoever runs me can remove it there.
sources-full = There are { $most } added sources already. Remove one first.
kind-folder = folder
kind-website = website
kind-feed = feed
kind-page = page
kind-git = git
source-offer-title = Add the source { $name }?
source-offer = **{ $found }** would be fetched.
source-offer-beyond =
    { $count ->
        [one] { $count } more would not: too many.
       *[other] { $count } more would not: too many.
    }
source-offer-first = The first:
# $every is a length of time such as 12h or 1d.
source-offer-every = Refreshed every { $every }.
source-offer-asked = Refreshed only when somebody asks for it.
source-offer-topic = Topic: { $topic }.
source-offer-rights = Quote only what you may: ask the owners of pages that are not yours.
button-add-it = Add it
button-leave-it = Leave it
source-remove = The source **{ $name }** ({ $place }) has { $articles }. What should become of them?
button-remove-with = Remove it and its { $articles }
button-remove-keep = Remove it, keep the articles
source-left-remove = The source **{ $name }** is there no more, and { $articles } of it lie in { $folder }. Should they go?
button-remove-left = Remove { $articles }
source-nothing = Nothing was changed.
source-gone = The source { $name } is gone.
source-gone-kept = The source { $name } is gone; its articles stay.
source-gone-with = The source { $name } is gone, and so are its { $articles }.
source-every = every { $every }
source-asked = when asked
source-of-configuration = from the configuration
source-never = never refreshed
source-left = **{ $name }** · no source any more: { $articles } in { $folder }. `/source remove` lets them go; a source of that name takes them over.
source-figures = { $added } added, { $changed } changed, { $unchanged } unchanged, { $removed } removed
figure-kept = { $count } kept
figure-refused = { $count } refused
figure-held = { $count } held back
source-not-refreshed = not refreshed: { $why }
source-ended-early = { $figures }; ended early: { $why }
button-accept-removals = Remove the { $count } of { $name }
note-kept = kept: { $note }
note-refused = refused: { $note }
note-held = held back: { $note }
# $what is an address, a path or a name, and $words what is said of it.
said-of = { $what }: { $words }

## Sources: why not

why-gone = it is gone
why-no-page = there is no such page
why-not-listed = it is no longer listed
why-twin = it is another address of a page that is taken
why-pages-beyond =
    { $count ->
        [one] { $count } more page is listed than the { $limit } that this source may have
       *[other] { $count } more pages are listed than the { $limit } that this source may have
    }
why-files-beyond = there are more files than the { $limit } that this source may have
why-no-room =
    { $count ->
        [one] { $count } page was left out: a server may have { $articles } articles of its own, { $megabytes } MiB together
       *[other] { $count } pages were left out: a server may have { $articles } articles of its own, { $megabytes } MiB together
    }
why-too-large = it has more than { $megabytes } MiB
why-name = its name cannot be used everywhere; rename it
why-many-sitemaps = it has more than { $count } sitemaps
why-no-sitemap = it is no sitemap
why-elsewhere =
    { $count ->
        [one] { $count } address of another site in its sitemap was left out
       *[other] { $count } addresses of other sites in its sitemap were left out
    }
why-no-article = there is no .md, .html or .txt file in it
why-strangers =
    { $count ->
        [one] { $count } file that the source did not write stays
       *[other] { $count } files that the source did not write stay
    }
kept-edited = its article was edited by hand and stays so; remove the file to take the page’s
kept-theirs = its article was edited by hand and stays
kept-twin = another page of the source has the same file
kept-foreign = a file that the source did not write lies in its place; remove or rename it
kept-no-room = there is no room: the server’s own articles are as many or as large as may be
refused-lie = it says that it is { $says }, and is { $is }
refused-type = it is { $is }; only HTML, Markdown and plain text are read
refused-noindex = it asks not to be listed (noindex)
refused-no-text = it has no text to quote
refused-draft = it asks to be left out (draft)
what-no-html = no HTML
what-unsaid = of a type that its server does not say
fetch-forbidden = robots.txt asks not to fetch it
fetch-no-rules = robots.txt of { $host } cannot be read now
fetch-other-site = it leads to another site, { $host }
fetch-redirects = it redirects again and again, or to nowhere
fetch-status = the server answered { $status }
fetch-timed-out = it did not come within { $seconds } s
fetch-connection = the connection failed: { $reason }
fetch-later = the server asks to come back in { $seconds } s
fetch-spent-time = it took longer than a refresh of this source may take
fetch-spent-bytes = it was more than a refresh of this source may fetch
fetch-given-up = the site failed again and again
guard-scheme = only http and https are fetched, not { $scheme }
guard-private = { $host } is not on the public internet
guard-port = port { $port } of { $host } is none that websites use
guard-form = the address names no host, or a user
guard-unknown = { $host } cannot be found
git-missing = the program git is not there; whoever runs me can install it
git-old = git { $version } is too old; whoever runs me can install a newer one
git-not-https = a repository is fetched by https alone
git-failed = git says: { $reason }
git-no-folder = there is no folder to fetch it into: { $reason }
failure-no-sitemap = no sitemap was found: neither robots.txt nor /sitemap.xml of { $host } lists the pages; give the sitemap’s own address, or use the kind page or feed
failure-no-feed = there is no RSS or Atom feed at { $address }
failure-no-page = there is no page
failure-early =
    { $count ->
        [one] { $why }; { $count } article was not looked at and stays
       *[other] { $why }; { $count } articles were not looked at and stay
    }
failure-folder = its folder cannot be read: { $reason }
failure-in-corpus = its folder lies in the corpus, or the corpus in it; its articles are read without a source
failure-folder-elsewhere = a folder is added in the configuration alone
source-fault-address = its address must start with https or http and name a host
source-fault-credentials = its address must not hold a user name or a password
source-fault-kind = its kind must be folder, website, feed, page or git, not “{ $kind }”
source-fault-name = its name must have 1 to { $most } of a-z, 0-9 and -, such as “handbook”, not “{ $name }”
source-fault-interval = a time is written as “30m”, “12h” or “1d”, not “{ $text }”
source-fault-interval-range = the time must lie between “{ $least }” and “52w”

## Files of an archive that are left out

skipped-ending = neither .md, .html nor .txt
skipped-hidden = hidden
skipped-no-article = no article
skipped-no-text = no text to quote
skipped-system = written by the system
