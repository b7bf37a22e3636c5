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
privacy-moderators = What moderators do: who, what, when. Moderators of that server see it. For { $days }.
privacy-questions = Questions are answered in memory, are not logged, and are not sent to anybody but Discord, which shows you my reply. The last ones stay in memory with their answers, without your name, for whoever asks the same: none is used for longer than ten minutes, and the next question drops those that are older.
privacy-buttons = The buttons of an answer carry the number that Discord gave you, in Discord's own message, so that nobody else turns your pages.
privacy-limits = To keep a member from flooding a channel, I count questions for a minute, in memory.
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
