//! Articles in eleven languages and six scripts, side by side in one corpus, each asked in its
//! own language.

use crate::world::{World, asked, quoted_articles, reindexed};

/// What somebody asks, and the sentence that answers, which is quoted first.
struct Case {
    article: &'static str,
    question: &'static str,
    says: &'static str,
}

/// Name of the file and what is in it. The language is detected.
const ARTICLES: [(&str, &str); 11] = [
    (
        "de.md",
        "# Rückenschmerzen\n\n## Soll ich im Bett bleiben?\n\nBettruhe hilft bei \
         Rückenschmerzen nicht. Wer sich bewegt, wird schneller gesund als jemand, der liegen \
         bleibt.\n\n## Hilft Wärme?\n\nEine Wärmflasche entspannt die Muskeln und lindert den \
         Schmerz für eine Weile. Auf entzündete Stellen gehört sie nicht.\n",
    ),
    (
        "fr.md",
        "# Le mal de dos\n\n## Faut-il rester couché ?\n\nLe repos au lit ne guérit pas le mal \
         de dos. Les personnes qui marchent un peu chaque jour se remettent plus vite.\n\n\
         ## Que fait un kinésithérapeute ?\n\nLe kinésithérapeute examine votre façon de bouger \
         et vous montre des exercices à faire à la maison.\n",
    ),
    (
        "es.md",
        "# Las contracturas\n\n## ¿Qué es una contractura?\n\nUna contractura es una parte del \
         músculo que se queda tensa y duele al tocarla.\n\n## ¿Cuánto dura?\n\nLa mayoría de \
         las contracturas desaparecen en una o dos semanas, con calor y algo de movimiento.\n",
    ),
    (
        "it.md",
        "# Il collo rigido\n\n## Perché il collo è rigido la mattina?\n\nUn cuscino troppo alto \
         tiene i muscoli del collo in tensione per tutta la notte. Di solito la rigidità passa \
         in pochi giorni.\n",
    ),
    (
        "ru.md",
        "# Массаж\n\n## Больно ли это?\n\nГлубокий массаж бывает неприятным, но острой боли быть \
         не должно. Скажите массажисту, если давление слишком сильное.\n\n## Как часто делать \
         массаж?\n\nБольшинству людей хватает одного сеанса в неделю.\n",
    ),
    (
        "el.md",
        "# Ο πόνος στη μέση\n\n## Πότε να πάω στον γιατρό;\n\nΑν το πόδι σας μουδιάζει ή χάνει \
         τη δύναμή του, πηγαίνετε αμέσως στον γιατρό. Ο απλός πόνος στη μέση περνάει συνήθως σε \
         λίγες εβδομάδες.\n",
    ),
    (
        "ar.md",
        "# التدليك\n\n## ما فوائد التدليك؟\n\nيخفف التدليك توتر العضلات ويساعد كثيرا من الناس على \
         النوم بشكل أفضل. لا يعالج التدليك الكسور ولا الالتهابات.\n",
    ),
    (
        "tr.md",
        "# Bel ağrısı\n\n## Bel ağrısı ne kadar sürer?\n\nBel ağrılarının çoğu altı hafta içinde \
         kendiliğinden geçer. Her gün kısa yürüyüşler yapmak iyileşmeyi hızlandırır.\n",
    ),
    (
        "zh.md",
        "# 筋膜\n\n## 什么是筋膜？\n\n筋膜是包裹肌肉和内脏的结缔组织。它让肌肉在运动时可以互相滑动。\n\n\
         ## 按摩会痛吗？\n\n深层按摩可能会让人感到酸胀，但是不应该有剧烈的疼痛。如果很痛，请告诉按摩师减轻力度。\n",
    ),
    (
        "ja.md",
        "# 腰痛\n\n## 腰痛のときは寝ていたほうがよいですか？\n\n腰痛の多くは、安静にするよりも体を動かすほうが早く\
         よくなります。痛みの強い日は無理をせず、短い散歩から始めましょう。\n\n## マッサージは効きますか？\n\n\
         マッサージは筋肉の緊張をやわらげますが、効果は数日しか続かないことが多いです。\n",
    ),
    (
        "ko.md",
        "# 근막\n\n## 근막이란 무엇인가요?\n\n근막은 근육과 장기를 감싸는 얇은 결합 조직입니다. 근막이 뻣뻣해지면 \
         움직임이 불편해질 수 있습니다.\n\n## 마사지는 얼마나 자주 받아야 하나요?\n\n대부분의 사람에게는 일주일에 \
         한 번의 마사지로 충분합니다.\n",
    ),
];

const CASES: [Case; 17] = [
    Case {
        article: "de.md",
        question: "Soll man sich bei Rückenschmerzen ins Bett legen?",
        says: "Bettruhe hilft",
    },
    Case {
        article: "de.md",
        question: "hilft eine warmflasche",
        says: "Wärmflasche entspannt",
    },
    Case {
        article: "fr.md",
        question: "Est-ce que le repos guérit le mal de dos ?",
        says: "Le repos au lit",
    },
    Case {
        article: "fr.md",
        question: "que fait le kinesitherapeute",
        says: "Le kinésithérapeute examine",
    },
    Case {
        article: "es.md",
        question: "¿Qué es una contractura?",
        says: "Una contractura es",
    },
    Case {
        article: "es.md",
        question: "cuanto duran las contracturas",
        says: "La mayoría de las contracturas",
    },
    Case {
        article: "it.md",
        question: "Perché al mattino ho il collo rigido?",
        says: "Un cuscino troppo alto",
    },
    Case {
        article: "ru.md",
        question: "Бывает ли больно при глубоком массаже?",
        says: "Глубокий массаж",
    },
    Case {
        article: "ru.md",
        question: "как часто нужен массаж",
        says: "Большинству людей",
    },
    Case {
        article: "el.md",
        question: "Πότε πρέπει να πάω στο γιατρό;",
        says: "Αν το πόδι σας",
    },
    Case {
        article: "ar.md",
        question: "ما هي فوائد التدليك؟",
        says: "يخفف التدليك",
    },
    Case {
        article: "tr.md",
        question: "bel ağrısı kaç haftada geçer?",
        says: "Bel ağrılarının çoğu",
    },
    Case {
        article: "zh.md",
        question: "筋膜是什么？",
        says: "筋膜是包裹",
    },
    Case {
        article: "zh.md",
        question: "深层按摩会很痛吗",
        says: "深层按摩可能",
    },
    Case {
        article: "ja.md",
        question: "マッサージは効果がありますか",
        says: "マッサージは筋肉",
    },
    Case {
        article: "ja.md",
        question: "腰痛は安静にするべき？",
        says: "腰痛の多くは",
    },
    Case {
        article: "ko.md",
        question: "근막은 무엇입니까?",
        says: "근막은 근육과",
    },
];

fn corpus() -> World {
    ARTICLES.iter().fold(World::new(), |world, (name, text)| {
        world.article(name, text)
    })
}

#[test]
fn each_language_is_answered_from_its_own_articles() {
    let world = corpus();
    let librarian = world.librarian();
    reindexed(&librarian, false);
    let wrong: Vec<String> = CASES
        .iter()
        .filter_map(|case| {
            let answer = asked(&librarian, case.question, 3);
            let first = answer.passages.first();
            let right = first.is_some_and(|first| first.text.contains(case.says))
                && quoted_articles(&answer).first() == Some(&case.article);
            (!right).then(|| {
                format!(
                    "{}: {:.2} {:?} {:?}",
                    case.question,
                    answer.confidence,
                    answer.unknown_words,
                    first.map(|it| &it.text)
                )
            })
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn pairs_of_characters_are_marked_and_named_as_one() {
    let world = corpus();
    let librarian = world.librarian();
    reindexed(&librarian, false);
    let answer = asked(&librarian, "筋膜是什么？", 1);
    let first = &answer.passages[0];
    assert!(first.text.starts_with("筋膜是包裹"));
    assert_eq!(first.highlights.first(), Some(&[0, 3]));
    let ends = first.highlights.windows(2);
    assert!(ends.into_iter().all(|pair| pair[0][1] <= pair[1][0]));
    let nothing = asked(&librarian, "世界杯谁赢了", 1);
    assert_eq!(nothing.unknown_words, ["世界杯谁赢了"]);
}

#[test]
fn what_no_article_covers_is_refused_in_any_script() {
    let world = corpus();
    let librarian = world.librarian();
    reindexed(&librarian, false);
    let questions = [
        "Wer hat die Fußballweltmeisterschaft gewonnen?",
        "Quelle est la capitale de la Hongrie ?",
        "Кто написал Войну и мир?",
        "今天天气怎么样？",
        "世界杯谁赢了",
        "東京の天気はどうですか",
        "오늘 날씨 어때요?",
    ];
    let answered: Vec<String> = questions
        .into_iter()
        .filter_map(|question| {
            let answer = asked(&librarian, question, 3);
            answer.answered.then(|| {
                format!(
                    "{question}: {:.2} {:?}",
                    answer.confidence, answer.passages[0].text
                )
            })
        })
        .collect();
    assert!(answered.is_empty(), "{answered:#?}");
}
