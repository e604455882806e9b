//! What a site lets robots fetch: `robots.txt` (RFC 9309).

use std::time::Duration;

/// How much of a `robots.txt` is read, in bytes: at least 500 KiB, says section 2.5.
pub const MAX_BYTES: usize = 512 * 1024;

/// What a `robots.txt` says to one robot.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Robots {
    rules: Vec<Rule>,
    delay: Option<Duration>,
}

#[derive(Debug, Clone, PartialEq)]
struct Rule {
    allows: bool,
    pattern: String,
}

impl Robots {
    /// What `bytes` say to the robot whose user agent begins with `robot`: the groups that name it, or else those for
    /// all (`*`). Lines that mean nothing are passed over.
    #[must_use]
    pub fn parse(bytes: &[u8], robot: &str) -> Self {
        let text = String::from_utf8_lossy(&bytes[..bytes.len().min(MAX_BYTES)]);
        let (mut own, mut common) = (None, Self::default());
        // To whom the group speaks that is being read, and whether its list of names is over.
        let (mut to_own, mut to_all, mut has_rules) = (false, false, true);
        for (key, value) in text.trim_start_matches('\u{feff}').split(['\n', '\r']).filter_map(line) {
            if key.eq_ignore_ascii_case("user-agent") {
                if has_rules {
                    (to_own, to_all, has_rules) = (false, false, false);
                }
                to_all |= value == "*";
                if product(value).eq_ignore_ascii_case(product(robot)) {
                    to_own = true;
                    own.get_or_insert_with(Self::default);
                }
                continue;
            }
            let is_rule = ["allow", "disallow", "crawl-delay"].iter().any(|known| key.eq_ignore_ascii_case(known));
            has_rules |= is_rule;
            let groups = [own.as_mut().filter(|_| to_own), Some(&mut common).filter(|_| to_all)];
            groups.into_iter().flatten().for_each(|group| group.add(key, value));
        }
        own.unwrap_or(common)
    }

    /// What is taken as said where there is no such file.
    #[must_use]
    pub fn allow_all() -> Self {
        Self::default()
    }

    /// What is taken as said where nobody can be asked.
    #[must_use]
    pub fn forbid_all() -> Self {
        Self { rules: vec![Rule { allows: false, pattern: "/".to_owned() }], delay: None }
    }

    fn add(&mut self, key: &str, value: &str) {
        if key.eq_ignore_ascii_case("crawl-delay") {
            let seconds = value.parse().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
            self.delay = self.delay.max(seconds);
        } else if !value.is_empty() && (key.eq_ignore_ascii_case("allow") || key.eq_ignore_ascii_case("disallow")) {
            self.rules.push(Rule { allows: key.eq_ignore_ascii_case("allow"), pattern: plain(value) });
        }
    }

    /// Whether the robot may fetch `path`, which has its query: the longest rule that matches decides, of two equally
    /// long ones the one that allows (section 2.2.2).
    #[must_use]
    pub fn allows(&self, path: &str) -> bool {
        let path = plain(path);
        let matching = self.rules.iter().filter(|rule| matches(&rule.pattern, &path));
        matching.max_by_key(|rule| (rule.pattern.len(), rule.allows)).is_none_or(|rule| rule.allows)
    }

    /// How long the site wants robots to rest between two requests (`Crawl-delay`, which is older than the standard).
    #[must_use]
    pub fn delay(&self) -> Option<Duration> {
        self.delay
    }
}

/// `key: value`, without the comment.
fn line(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split('#').next()?.split_once(':')?;
    Some((key.trim(), value.trim()))
}

/// The name at the head of a user agent (section 2.2.1).
fn product(user_agent: &str) -> &str {
    let end = user_agent.find(|c: char| !(c.is_ascii_alphabetic() || c == '-' || c == '_'));
    &user_agent[..end.unwrap_or(user_agent.len())]
}

/// One spelling for what is written with or without percent signs (section 2.2.2): characters of ASCII that need none
/// are written plainly, all others with them.
fn plain(path: &str) -> String {
    use std::fmt::Write as _;
    let mut plain = String::with_capacity(path.len());
    let mut bytes = path.as_bytes();
    while let [byte, rest @ ..] = bytes {
        let escaped = (*byte == b'%').then(|| rest.get(..2).and_then(hexadecimal)).flatten();
        bytes = if escaped.is_some() { &rest[2..] } else { rest };
        match escaped.unwrap_or(*byte) {
            // Written with a percent sign, these stand for themselves and not for what they do in a pattern or a path.
            reserved if escaped.is_some() && !(reserved.is_ascii_alphanumeric() || b"-._~".contains(&reserved)) => {
                let _ = write!(plain, "%{reserved:02X}");
            }
            byte if byte.is_ascii_graphic() => plain.push(char::from(byte)),
            byte => {
                let _ = write!(plain, "%{byte:02X}");
            }
        }
    }
    plain
}

fn hexadecimal(digits: &[u8]) -> Option<u8> {
    let digits = std::str::from_utf8(digits).ok().filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))?;
    u8::from_str_radix(digits, 16).ok()
}

/// Whether `path` is like `pattern`, as a rule of a `robots.txt` has it: it begins with it, `*` stands for anything and
/// `$` at the end for the end.
#[must_use]
pub fn is_like(pattern: &str, path: &str) -> bool {
    matches(&plain(pattern), &plain(path))
}

/// [`is_like`], where both are spelled alike.
fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, is_whole) = pattern.strip_suffix('$').map_or((pattern, false), |pattern| (pattern, true));
    let mut pieces = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(pieces.next().unwrap_or_default()) else { return false };
    let mut pieces = pieces.peekable();
    if pieces.peek().is_none() {
        return !is_whole || rest.is_empty();
    }
    while let Some(piece) = pieces.next() {
        // The last piece of a whole pattern stands at the end, the others where they come first.
        if is_whole && pieces.peek().is_none() {
            return rest.ends_with(piece);
        }
        let Some(at) = rest.find(piece) else { return false };
        rest = &rest[at + piece.len()..];
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(robots: &str, allowed: &[&str], forbidden: &[&str]) {
        let robots = Robots::parse(robots.as_bytes(), "jikenbo (+https://example.org/contact)");
        allowed.iter().for_each(|path| assert!(robots.allows(path), "{path} is allowed"));
        forbidden.iter().for_each(|path| assert!(!robots.allows(path), "{path} is forbidden"));
    }

    #[test]
    fn the_longest_rule_decides_and_of_equals_the_one_that_allows() {
        let robots = "User-agent: *\nDisallow: /news\nAllow: /news/open\nDisallow: /a\nAllow: /a\n";
        check(robots, &["/", "/news/open/1", "/a"], &["/news", "/news/1", "/newsletter"]);
    }

    #[test]
    fn a_group_that_names_the_robot_counts_alone() {
        let robots = "User-agent: *\nDisallow: /\n\nUser-Agent: JIKENBO/1.0\nDisallow: /private\n";
        check(robots, &["/", "/news"], &["/private/1"]);
    }

    #[test]
    fn groups_that_name_the_robot_count_together() {
        let robots = "user-agent: jikenbo\ndisallow: /a\nuser-agent: other\nuser-agent: jikenbo\ndisallow: /b\n\
            user-agent: third\ndisallow: /c";
        check(robots, &["/c"], &["/a", "/b"]);
    }

    #[test]
    fn another_robot_whose_name_begins_alike_is_another() {
        check("User-agent: jikenbo-news\nDisallow: /\nUser-agent: jiken\nDisallow: /", &["/"], &[]);
    }

    #[test]
    fn a_group_without_rules_for_the_robot_frees_it() {
        check("User-agent: jikenbo\nDisallow:\nUser-agent: *\nDisallow: /", &["/news"], &[]);
    }

    #[test]
    fn stars_and_ends() {
        let robots = "User-agent: *\nDisallow: /*.php$\nDisallow: /*/print/\nDisallow: /x*y*z$\nDisallow: /end$";
        let allowed = ["/a.php?x=1", "/print/", "/xyzz/a", "/end/", "/xzy"];
        check(robots, &allowed, &["/a.php", "/b/c.php", "/a/print/1", "/xyz", "/x1y2z", "/xyzz", "/end"]);
    }

    #[test]
    fn percent_signs_are_a_matter_of_spelling() {
        check(
            "User-agent: *\nDisallow: /お知らせ\nDisallow: /%7ejoe\nDisallow: /a%2fb",
            &["/a/b"],
            &["/%E3%81%8A%E7%9F%A5%E3%82%89%E3%81%9B/1", "/~joe/", "/a%2Fb"],
        );
    }

    #[test]
    fn comments_marks_line_ends_and_noise() {
        let robots = "\u{feff}# hello\rUser-agent : * # all\r\nnoise\nSitemap: https://example.org/s.xml\nDisallow:/a # b\r";
        check(robots, &["/b"], &["/a"]);
        check("<html><body>404: not found</body></html>", &["/"], &[]);
        check("Disallow: /before-any-group", &["/before-any-group"], &[]);
    }

    #[test]
    fn delays() {
        let delay = |robots: &str| Robots::parse(robots.as_bytes(), "jikenbo").delay();
        assert_eq!(delay("User-agent: *\nCrawl-delay: 2.5"), Some(Duration::from_millis(2500)));
        assert_eq!(delay("User-agent: *\nCrawl-delay: -1\nCrawl-delay: soon\nCrawl-delay: 1e300"), None);
        assert_eq!(delay("User-agent: x\nCrawl-delay: 5"), None);
    }

    #[test]
    fn nobody_to_ask() {
        assert!(!Robots::forbid_all().allows("/"));
        assert!(Robots::allow_all().allows("/"));
    }

    #[test]
    fn many_stars_take_no_time() {
        let pattern = format!("User-agent: *\nDisallow: /{}b$", "*a".repeat(20_000));
        check(&pattern, &[&format!("/{}", "a".repeat(50_000))], &[]);
    }
}
