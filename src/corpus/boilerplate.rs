//! Lines that belong to a site and not to its article: navigation, sharing, notices.
//! Each rule describes a whole line; ordinary prose must never match, so what is in
//! doubt is not here.

use std::sync::LazyLock;

use regex::RegexSet;

/// Longest line that a rule may take for navigation, in words.
const MAX_WORDS: usize = 45;

static NAVIGATION: LazyLock<RegexSet> = LazyLock::new(|| {
    RegexSet::new([
        // To another place of the page or site. Instructions for exercises ("Return to
        // the start position.") must stay, so these name a page or end without a stop.
        r"(?i)^[\s↑▲⇧^]*(?:(?:return|back|go|jump|skip|scroll)(?: back)?(?: up)? to (?:the )?(?:top|main content|content|navigation)|to the top|top)(?: of (?:the |this )?(?:page|article|site|screen))?[\s↑▲⇧^]*$",
        r"^(?:Return|Back|Go) (?:Back )?[Tt]o (?:the )?Top of [^.]{1,80}$",
        r"(?i)^(?:return|back|go) to (?:the |our )?(?:[^.?!]{0,60} )?(?:home ?page|main page|index page|start page|site ?map)\.?$",
        r"(?i)^(?:to|for|if you)\b[^.?!]{3,140}\b(?:go to|visit|see|check out|head over to|read|click(?: on)?) [^.?!]{0,60}\b(?:page|website|web site|blog)\.?$",
        r"(?i)^(?:please )?click here\b.{0,120}$",
        // Sharing and linking.
        r"(?i)^(?:please )?(?:share|tweet|pin|e-?mail|print|bookmark|like|recommend) (?:this|the) (?:page|post|article|story|site|website|entry|recipe)\b[^.]{0,40}$",
        r"(?i)^(?:share|tweet|follow(?: us)?|find us|like us|pin(?: it)?|share (?:this|it)) (?:on|via|by) (?:facebook|twitter|x|pinterest|linkedin|instagram|youtube|whatsapp|reddit|tumblr|telegram|e-?mail)\b[^.]{0,60}$",
        r"(?i)^(?:share(?: this)?|like this|tweet this|pin it|follow us|spread the word)\s*[:!]$",
        r"(?i)\bshare this (?:page|post|article|story|site|website)\b.{0,60}(?:[?:]|\.\.\.|…)$",
        r"(?i)^(?:are you )?(?:enjoy(?:ing|ed)?|do you like|like|did you (?:like|enjoy)|love) this (?:page|post|article|site|website)\?",
        r"(?i)^(?:was|did you find) this (?:page|post|article|information)(?: to be)? (?:helpful|useful)\?",
        r"(?i)^(?:simply |just |please )?(?:click(?: on)?|copy|highlight|select)\b.{0,40}\b(?:html|link) (?:link )?code\b",
        r"(?i)^(?:then |simply |just )?copy and paste\b.{0,80}\b(?:blog|web ?page|website|forums?|facebook)\b",
        r"(?i)^(?:sign up|subscribe|join)\b[^.?!]{0,40}\b(?:newsletter|mailing list|rss|feed|e-?mail updates|youtube channel)\b.{0,60}$",
        // Notices.
        r"(?i)^(?:this (?:web)?site|we|our (?:web)?site)\b.{0,40}\buses? (?:[a-z-]+ ){0,3}cookies\b.*\b(?:experience|consent|personali[sz]e|analy[sz]e|analytics|browsing|traffic|improve|continu)",
        r"(?i)^by (?:continuing|using|browsing)\b.{0,80}\bcookies\b",
        r"(?i)^(?:accept|reject|manage|allow|decline)(?: all)? cookies$",
        r"(?i)^(?:©|\(c\)\s|copyright\s*(?:©|\(c\))?\s*(?:19|20)\d\d\b).{0,120}$",
        r"(?i)^.{0,100}\b(?:all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados)\.?$",
        r"(?i)^(?:proudly )?powered by \S+$",
        // German, French, Spanish.
        r"(?i)^(?:zurück )?(?:nach oben|zum (?:seiten)?anfang|zur (?:startseite|übersicht|hauptseite)|zum inhalt(?: springen)?)(?: der seite)?$",
        r"(?i)^(?:diese[nr]? |die |den )?(?:seite|artikel|beitrag) (?:teilen|drucken|empfehlen|weiterempfehlen)\s*[:!]?$",
        r"(?i)^(?:teilen|folgen sie uns) (?:auf|via|mit|per) (?:facebook|twitter|x|pinterest|linkedin|instagram|whatsapp|e-?mail)\b.{0,40}$",
        r"(?i)^(?:diese (?:web)?seite|wir|unsere (?:web)?seite)\b.{0,40}\b(?:verwende[nt]|nutz(?:t|en)|benutz(?:t|en)|setz(?:t|en))\b.{0,30}\bcookies\b",
        r"(?i)^(?:retour en haut|haut de page|retour à l['’]accueil|aller au contenu)(?: de (?:la )?page)?$",
        r"(?i)^partage[rz] (?:cet article|cette page|sur \w+)\s*[:!]?$",
        r"(?i)^nous utilisons des cookies\b",
        r"(?i)^(?:volver arriba|ir al contenido|saltar al contenido|volver al inicio)$",
        r"(?i)^compartir (?:esta página|este artículo|en \w+)\s*[:!]?$",
        r"(?i)^(?:utilizamos|usamos|este sitio (?:web )?utiliza) cookies\b",
    ])
    .expect("the rules are fixed and tested")
});

/// Whole lines, in lower case and without punctuation at the end.
const NAVIGATION_LINES: &[&str] = &[
    "privacy policy",
    "terms of use",
    "terms of service",
    "terms and conditions",
    "terms & conditions",
    "cookie policy",
    "cookie settings",
    "cookie preferences",
    "all rights reserved",
    "continue reading",
    "post navigation",
    "leave a comment",
    "leave a reply",
    "skip to content",
    "skip to main content",
    "advertisement",
    "advertisements",
    "sponsored content",
    "share this",
    "toggle navigation",
    "open menu",
    "close menu",
    "main menu",
    "search this site",
    "previous post",
    "next post",
    "previous article",
    "next article",
    "click here",
    "follow us",
    "print this page",
    "email this page",
    "read more",
    "impressum",
    "datenschutz",
    "datenschutzerklärung",
    "cookie-einstellungen",
    "weiterlesen",
    "mehr lesen",
    "kommentar schreiben",
    "kommentar hinterlassen",
    "mentions légales",
    "politique de confidentialité",
    "lire la suite",
    "política de privacidad",
    "aviso legal",
    "leer más",
];

const NETWORKS: &[&str] = &[
    "facebook",
    "twitter",
    "pinterest",
    "linkedin",
    "instagram",
    "whatsapp",
    "reddit",
    "tumblr",
    "telegram",
    "youtube",
    "email",
    "e-mail",
    "print",
    "tweet",
    "x",
    "share",
    "copy",
    "link",
    "xing",
    "mastodon",
    "bluesky",
];

/// Entries of menus.
const MENU_WORDS: &[&str] = &[
    "home",
    "homepage",
    "about",
    "about us",
    "about me",
    "contact",
    "contact us",
    "blog",
    "search",
    "menu",
    "login",
    "log in",
    "sign in",
    "sign up",
    "register",
    "subscribe",
    "shop",
    "store",
    "cart",
    "my account",
    "account",
    "services",
    "products",
    "faq",
    "faqs",
    "sitemap",
    "site map",
    "news",
    "events",
    "gallery",
    "testimonials",
    "privacy",
    "privacy policy",
    "terms",
    "disclaimer",
    "archives",
    "categories",
    "tags",
    "resources",
    "newsletter",
    "book now",
    "book online",
    "courses",
    "online courses",
    "startseite",
    "über uns",
    "über mich",
    "kontakt",
    "suche",
    "anmelden",
    "registrieren",
    "warenkorb",
    "impressum",
    "datenschutz",
    "leistungen",
    "angebote",
    "preise",
    "termine",
    "aktuelles",
    "accueil",
    "à propos",
    "contactez-nous",
    "recherche",
    "connexion",
    "inicio",
    "sobre nosotros",
    "contacto",
    "buscar",
    "acerca de",
];

/// Headings of boxes that lead elsewhere.
static NOISE_HEADINGS: LazyLock<RegexSet> = LazyLock::new(|| {
    RegexSet::new([
        r"(?i)^related (?:posts?|articles?|pages?|content|links?|reading|topics?|stories|products?|resources)$",
        r"(?i)^you (?:may|might) (?:also|like|be interested).{0,30}$",
        r"(?i)^(?:recommended|suggested)(?: (?:for you|reading|posts|articles|pages))?$",
        r"(?i)^(?:more|popular|recent|latest|trending|other|featured) (?:articles?|posts?|stories|news|pages|comments)\b.{0,30}$",
        r"(?i)^(?:read|see) (?:more|next|also)$",
        r"(?i)^share\b.{0,30}$",
        r"(?i)^(?:\d+ )?(?:comments?|responses|replies|leave a (?:comment|reply)|post a comment)$",
        r"(?i)^(?:table of contents|contents|on this page|in this article|page contents|jump to)$",
        r"(?i)^(?:external links|newsletter|follow us|categories|tags|archives|navigation|sponsors?|advertisement|subscribe.{0,30}|sign up.{0,30})$",
        r"(?i)^(?:ähnliche|weitere|verwandte) (?:artikel|beiträge|themen|seiten)$",
        r"(?i)^das könnte (?:sie|dich) auch interessieren$",
        r"(?i)^(?:inhaltsverzeichnis|siehe auch|weblinks|kommentare|teilen)$",
        r"(?i)^(?:articles similaires|vous aimerez aussi|sommaire|commentaires|partager|voir aussi)$",
        r"(?i)^(?:artículos relacionados|también te puede gustar|comentarios|compartir|véase también)$",
    ])
    .expect("the rules are fixed and tested")
});

/// Whether `line` as a whole leads elsewhere, asks to share, or is a notice of the site.
pub(super) fn is_navigation(line: &str) -> bool {
    let line = line.trim();
    if line.split_whitespace().nth(MAX_WORDS).is_some() {
        return false;
    }
    let bare = bare(line);
    NAVIGATION_LINES.contains(&bare.as_str()) || is_networks(&bare) || NAVIGATION.is_match(line)
}

/// Whether `line` is a name in a share box; only meaningful next to one.
pub(super) fn is_network(line: &str) -> bool {
    NETWORKS.contains(&bare(line).as_str())
}

/// Several names of a share box in one line.
fn is_networks(bare: &str) -> bool {
    let mut words = 0;
    let mut distinct = true;
    for word in bare.split(|c: char| c.is_whitespace() || matches!(c, '|' | '·' | ',')) {
        if word.is_empty() {
            continue;
        }
        distinct &= NETWORKS.contains(&word);
        words += 1;
    }
    distinct && words >= 2 && !matches!(bare, "copy link" | "print copy" | "email link" | "x x")
}

/// Whether `line` is an entry of a menu; only meaningful among others.
pub(super) fn is_menu_entry(line: &str) -> bool {
    MENU_WORDS.contains(&bare(line).as_str())
}

/// Whether a heading stands above a box that leads elsewhere; its content must agree.
pub(super) fn is_noise_heading(heading: &str) -> bool {
    NOISE_HEADINGS.is_match(&bare(heading))
}

fn bare(line: &str) -> String {
    line.trim()
        .trim_end_matches(['.', ':', '!', '…', '»', '›', '>', '→', '↑'])
        .trim()
        .to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_the_site_are_recognised() {
        for line in [
            "Back to top",
            "↑ Top of page",
            "Return to Top of Garden Ponds",
            "Return to Pond Keeping Main Page",
            "Go to The Pond Keeper Home Page",
            "To learn about the history of ponds go to the Koi page.",
            "Click here to read about pumps",
            "Share this page:",
            "Share on Facebook",
            "Like this page? Please tell a friend.",
            "Do you want to share this page with others?",
            "Select the HTML code in the box.",
            "Then copy and paste it into your blog.",
            "Subscribe to our newsletter",
            "We use cookies to improve your experience on our site.",
            "© 2021 Pond Keepers Ltd",
            "Copyright 2009 by A. Fish. All rights reserved.",
            "Facebook Twitter Pinterest",
            "Read more »",
            "Zurück nach oben",
            "Diesen Artikel teilen:",
            "Wir verwenden Cookies, um Inhalte anzubieten.",
            "Retour en haut de page",
            "Compartir en Facebook",
        ] {
            assert!(is_navigation(line), "{line}");
        }
    }

    #[test]
    fn ordinary_prose_is_none_of_it() {
        for line in [
            "Return to the top of the stretch and hold it for ten seconds.",
            "Go back to the start position.",
            "Return to Step 3 and repeat.",
            "Go to the doctor if the pain lasts.",
            "To reach the muscle, go to the middle of the back and press gently.",
            "For pain that lasts, see a doctor or visit a clinic.",
            "Share this with your therapist before the session.",
            "Share your worries with a friend.",
            "We use cookies made of oats, baked the day before.",
            "Copyright law protects the words, not the idea.",
            "Copy the movement slowly and paste nothing over it.",
            "Click the buckle shut before you lift.",
            "Print",
            "Home",
            "Print copies of the form for every member.",
            "Massage is powered by practice.",
            "Read more slowly when you are tired.",
            "Like this technique, kneading works on the surface.",
            "Top of the foot",
            "Email works well for a first appointment.",
        ] {
            assert!(!is_navigation(line), "{line}");
        }
    }

    #[test]
    fn headings_of_boxes_are_recognised() {
        for heading in [
            "Related Posts",
            "You may also like",
            "Comments:",
            "Siehe auch",
        ] {
            assert!(is_noise_heading(heading), "{heading}");
        }
        for heading in [
            "Related injuries",
            "Comments on the method",
            "More about fascia",
        ] {
            assert!(!is_noise_heading(heading), "{heading}");
        }
    }
}
