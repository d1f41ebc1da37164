//! Canonical text, read without a copy and without printing it again (SPEC.md section 2).
//!
//! What this takes is exactly what `spell` writes and `check` lets pass; of all else it only says that it is not that, and
//! [`super::parse`] says why.

use std::borrow::Cow;

use super::MAX_INTEGER;
use super::tree::{Members, Tree};

/// Objects and lists stand in one another so many deep at most, as `serde_json` has it.
const DEEPEST: usize = 127;

/// The value of a text that is the one spelling of it.
pub(crate) fn canonical(text: &str) -> Option<Tree<'_>> {
    let mut text = Text { text, at: 0 };
    let value = text.value(0)?;
    text.rest().is_empty().then_some(value)
}

/// A text and how far it was read.
struct Text<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Text<'a> {
    fn value(&mut self, depth: usize) -> Option<Tree<'a>> {
        match self.rest().first()? {
            b'"' => self.string().map(Tree::Text),
            b'{' => self.object(depth + 1),
            b'[' => self.list(depth + 1),
            b't' => self.word("true").then_some(Tree::Bool(true)),
            b'f' => self.word("false").then_some(Tree::Bool(false)),
            b'-' => match self.eat(b'-').then(|| self.whole())?? {
                0 => None,
                n => i64::try_from(n).ok().map(|n| Tree::Negative(-n)),
            },
            _ => self.whole().map(Tree::Whole),
        }
    }

    /// What is left to be read.
    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// Whether this letter of ASCII is next, which is then behind.
    fn eat(&mut self, letter: u8) -> bool {
        let is_next = self.text.as_bytes().get(self.at) == Some(&letter);
        self.at += usize::from(is_next);
        is_next
    }

    /// The same for some letters.
    fn word(&mut self, word: &str) -> bool {
        let is_next = self.rest().starts_with(word.as_bytes());
        self.at += if is_next { word.len() } else { 0 };
        is_next
    }

    /// So many bytes, which are then behind.
    fn take(&mut self, len: usize) -> Option<&'a str> {
        let end = self.at + len;
        let taken = self.text.get(self.at..end)?;
        self.at = end;
        Some(taken)
    }

    fn whole(&mut self) -> Option<u64> {
        let len = self.rest().iter().take_while(|byte| byte.is_ascii_digit()).count();
        let digits = self.take(len)?;
        let is_one_spelling = digits == "0" || !digits.starts_with('0');
        digits.parse().ok().filter(|n| is_one_spelling && *n <= MAX_INTEGER)
    }

    fn string(&mut self) -> Option<Cow<'a, str>> {
        if !self.eat(b'"') {
            return None;
        }
        let mut whole = Cow::Borrowed("");
        loop {
            let len = self.rest().iter().position(|byte| *byte < b' ' || matches!(byte, b'"' | b'\\'))?;
            // Borrowed as long as there is nothing else.
            whole += self.take(len)?;
            if self.eat(b'"') {
                return Some(whole);
            }
            whole.to_mut().push(self.escaped()?);
        }
    }

    /// RFC 8785 section 3.2.2.2.
    fn escaped(&mut self) -> Option<char> {
        if !self.eat(b'\\') {
            return None;
        }
        Some(match self.take(1)? {
            "\"" => '"',
            "\\" => '\\',
            "b" => '\u{8}',
            "t" => '\t',
            "n" => '\n',
            "f" => '\u{c}',
            "r" => '\r',
            "u" => {
                let digits = self.take(4)?;
                let c = u8::from_str_radix(digits.strip_prefix("00")?, 16).ok().map(char::from)?;
                let is_one_spelling = c < ' ' && !matches!(c, '\u{8}' | '\t' | '\n' | '\u{c}' | '\r');
                return (is_one_spelling && !digits.bytes().any(|b| b == b'+' || b.is_ascii_uppercase())).then_some(c);
            }
            _ => return None,
        })
    }

    fn list(&mut self, depth: usize) -> Option<Tree<'a>> {
        self.take(1).filter(|_| depth <= DEEPEST)?;
        let mut items = Vec::new();
        while !self.eat(b']') {
            if !items.is_empty() && !self.eat(b',') {
                return None;
            }
            items.push(self.value(depth)?);
        }
        Some(Tree::Items(items))
    }

    fn object(&mut self, depth: usize) -> Option<Tree<'a>> {
        self.take(1).filter(|_| depth <= DEEPEST)?;
        let mut members = Members::new();
        while !self.eat(b'}') {
            if !members.is_empty() && !self.eat(b',') {
                return None;
            }
            let name = self.string()?;
            // Characters from U+D800 on begin with these bytes.
            let is_name = name.bytes().all(|byte| byte < 0xEE);
            let is_next = members.last_key_value().is_none_or(|(last, _)| *last < name);
            if !(is_name && is_next && self.eat(b':')) {
                return None;
            }
            let value = self.value(depth)?;
            members.push(name, value);
        }
        Some(Tree::Members(members))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests {
    use proptest::prelude::*;

    use super::super::{check, parse, spell};
    use super::*;

    /// What it has to be held to: read in any spelling, and printed again.
    fn by_printing(text: &str) -> Option<Tree<'static>> {
        parse(text).ok().filter(|tree| check(tree).is_ok() && spell(tree) == text)
    }

    fn same(text: &str) -> bool {
        let (read, printed) = (canonical(text), by_printing(text));
        assert_eq!(read, printed, "{text}");
        read.is_some()
    }

    #[test]
    fn nothing_has_a_second_spelling() {
        for text in [
            "0",
            "-1",
            "9007199254740991",
            "-9007199254740991",
            "true",
            "false",
            r#""""#,
            "[]",
            "{}",
            "[[],{}]",
            r#"{"":0,"a":[1,"二"],"b":{"c":false}}"#,
            r#""\"\\/\b\t\n\f\r\u0000\u001f""#,
            "\"\u{7f}\u{fffd}\u{1f600}\"",
        ] {
            assert!(same(text), "{text}");
        }
        for text in [
            "",
            " ",
            "-",
            "-0",
            "00",
            "01",
            "-01",
            "+1",
            "1.0",
            "1e0",
            "9007199254740992",
            "-9007199254740992",
            "99999999999999999999",
            "null",
            "tru",
            "truth",
            "False",
            "[",
            "]",
            "[1,]",
            "[,1]",
            "[1 ,2]",
            "[1;2]",
            " 1",
            "1 ",
            "1,",
            "{",
            "}",
            r#"{"a"}"#,
            r#"{"a":}"#,
            r#"{"a":1,}"#,
            r#"{,"a":1}"#,
            r#"{"b":1,"a":1}"#,
            r#"{"a":1,"a":1}"#,
            r#"{"a": 1}"#,
            r"{a:1}",
            r"{1:1}",
            r#"{"\u{e000}":1}"#,
            r#"{"😀":1}"#,
            "\"",
            r#""\"#,
            r#""\""#,
            r#""\/""#,
            r#""\u0041""#,
            r#""\u001F""#,
            r#""\u000a""#,
            r#""\u+01f""#,
            r#""\u001""#,
            r#""\ud83d\ude00""#,
            r#""\x""#,
            "\"\n\"",
            "\"\u{1f}\"",
            "{\"\u{e000}\":1}",
        ] {
            assert!(!same(text), "{text}");
        }
    }

    #[test]
    fn it_goes_as_deep_as_the_other_reader() {
        for depth in 120..135 {
            assert_eq!(same(&("[".repeat(depth) + &"]".repeat(depth))), depth <= DEEPEST, "{depth}");
            assert_eq!(same(&(r#"{"a":"#.repeat(depth) + "1" + &"}".repeat(depth))), depth <= DEEPEST, "{depth}");
        }
    }

    fn trees() -> impl Strategy<Value = Tree<'static>> {
        let text = || "[ -~\u{0}-\u{24}二\u{1f600}\u{e000}]{0,6}".prop_map(Cow::Owned);
        let leaf = prop_oneof![
            Just(Tree::Null),
            any::<bool>().prop_map(Tree::Bool),
            any::<i64>().prop_map(|n| Tree::from(n >> (n & 63))),
            text().prop_map(Tree::Text),
        ];
        leaf.prop_recursive(4, 40, 5, move |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Tree::Items),
                prop::collection::vec((text(), inner), 0..5)
                    .prop_map(|pairs| Tree::Members(pairs.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read(tree in trees()) {
            let text = spell(&tree);
            prop_assert_eq!(same(&text), check(&tree).is_ok());
        }

        #[test]
        fn what_is_changed_is_read_or_refused_alike(tree in trees(), at in any::<prop::sample::Index>(), with in "[ -~\n二]{0,2}") {
            let mut letters: Vec<char> = spell(&tree).chars().collect();
            let at = at.index(letters.len());
            letters.splice(at..=at, with.chars());
            same(&letters.into_iter().collect::<String>());
        }

        #[test]
        fn any_text_is_read_or_refused_alike(text in "[\\[\\]{}\",:0-3a\\\\u -]{0,12}") {
            same(&text);
        }
    }
}
