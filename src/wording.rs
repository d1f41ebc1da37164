//! Looking for wording in Chinese text in spite of spaces, widths and variants, and telling what is
//! said from what is ruled out (SPEC.md section 8).
//!
//! What a convention or a rule on points may not say is found through blanks, widths and traditional forms:
//!
//! ```
//! use guanjia::convention::{Level, lint};
//! for text in ["违者罚款100元", "违者罰款１００元", "违者罚 款 一百元"] {
//!     assert_eq!(lint(text)[0].rule, "fine", "{text}");
//! }
//! for text in ["不设罚款", "社区不得罚款、扣押犬只", "由公安机关依法处以罚款"] {
//!     assert!(lint(text).iter().all(|hit| hit.level != Level::Block), "{text}");
//! }
//! ```

use crate::map::Order;

/// A text folded for searching: blanks, invisible characters, quotation marks and brackets are left
/// out, full-width letters and the traditional forms of the words looked for are made plain.
pub(crate) struct Wording {
    chars: Vec<char>,
    /// The position of each character in the original text, counted in characters.
    at: Vec<usize>,
}

/// A range of the folded text in which a pattern is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Span {
    pub start: usize,
    pub end: usize,
    /// Where its first word ends.
    first: usize,
    /// Where its last word starts, and where the word before that ends.
    last: usize,
    gap: usize,
}

/// A word of a pattern, how far from the one before.
struct Word<'a> {
    reach: usize,
    alternatives: Vec<&'a str>,
}

impl Span {
    /// Whether the first or the last word of this is part of `other`, which gives it another meaning.
    pub fn is_meant_by(self, other: Span) -> bool {
        let overlaps = |start, end| start < other.end && other.start < end;
        overlaps(self.start, self.first) || overlaps(self.last, self.end)
    }
}

/// How what follows is ruled out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Negation {
    /// It is not.
    None,
    /// By a bare 不, which reaches the next word only.
    Word,
    /// By 不得, 禁止 and the like, which reach the whole list that follows.
    List,
}

/// Characters between two words of a pattern, and across `..`.
const NEAR: usize = 2;
const FAR: usize = 14;
/// Most characters of an object that follows an item of a list, as 犬只 in 扣押犬只.
const OBJECT: usize = 4;

const SENTENCE_ENDS: &[char] = &['。', ';', '!', '?', '\n'];
const CLAUSE_ENDS: &[char] = &['。', ';', '!', '?', '\n', ',', ':', '—'];
const LIST_MARKS: &[&str] = &["、", "或者", "以及", "和", "或", "及", "与", "并"];
/// Left out unless they follow a letter or digit, as in 1.5.
const SEPARATORS: &[char] = &['.', '-', '/', '\\', '#', '@', '%', '&', '='];
const IN_NUMBER: &str = "0123456789零〇一二三四五六七八九十百千万两壹贰叁肆伍陆柒捌玖拾佰仟几数若干双.";

/// Traditional form, then plain form.
const VARIANTS: &str = "罰罚沒没門门電电斷断養养費费繳缴開开佈布張张貼贴戶户處处違违約约員员圓圆塊块萬万號号\
    證证當当殺杀藥药趕赶驅驱強强闖闯訴诉舉举報报贊赞對对選选見见議议隻只條条氣气網网禦御錄录傳传單单檢检討讨\
    徵征車车體体關关聯联絡络廣广棟栋樓楼時时點点後后過过為为與与從从將将還还個个們们經经應应給给樣样論论讓让\
    產产親亲屬属係系遺遗棄弃執执搶抢毆殴洩泄狀状縱纵綁绑結结記记許许詐诈財财販贩賣卖輕轻銷销錢钱隱隐離离須须騙骗無无傷伤";

/// Words that rule out what follows at once, the longer first.
const NEGATIONS: &[(&str, Negation)] = &[
    ("不允许", Negation::List),
    ("不可以", Negation::List),
    ("不得", Negation::List),
    ("不许", Negation::List),
    ("不准", Negation::List),
    ("不能", Negation::List),
    ("不可", Negation::List),
    ("不应", Negation::List),
    ("不会", Negation::List),
    ("禁止", Negation::List),
    ("严禁", Negation::List),
    ("杜绝", Negation::List),
    ("没有权力", Negation::List),
    ("没有权利", Negation::List),
    ("没有", Negation::List),
    ("无权", Negation::List),
    ("免于", Negation::Word),
    ("免予", Negation::Word),
    ("并非", Negation::Word),
    ("不是", Negation::Word),
    ("取消", Negation::Word),
    ("不", Negation::Word),
    ("无", Negation::Word),
    ("勿", Negation::Word),
    ("免", Negation::Word),
];

/// What turns a negation round: 不得不罚款, 并非不罚款, 要不罚款.
const REVERSALS: &[&str] =
    &["不得", "不能", "不会", "不可", "不是", "并非", "没有", "不", "无", "要", "动", "不准", "不许"];

/// Words that may stand between a negation and what it rules out.
const FILLERS: &[&str] = &[
    "以任何名义",
    "以任何方式",
    "以任何形式",
    "任何形式的",
    "任何单位",
    "任何人",
    "任何",
    "居委会",
    "业委会",
    "具有",
    "采取",
    "设定",
    "设置",
    "设立",
    "收取",
    "实施",
    "实行",
    "进行",
    "作出",
    "处以",
    "给予",
    "予以",
    "变相",
    "擅自",
    "随意",
    "自行",
    "私自",
    "直接",
    "强行",
    "强制",
    "使用",
    "通过",
    "社区",
    "物业",
    "居民",
    "单位",
    "个人",
    "或者",
    "设",
    "收",
    "予",
    "再",
    "以",
    "用",
    "搞",
    "被",
    "因",
    "由",
    "和",
    "或",
    "作",
];

impl Wording {
    /// Folds a text.
    pub fn new(text: &str) -> Self {
        let mut wording = Self { chars: Vec::new(), at: Vec::new() };
        for (at, c) in text.chars().enumerate() {
            let in_number = wording.chars.last().is_some_and(char::is_ascii_alphanumeric);
            if let Some(c) = fold(c).filter(|c| in_number || !SEPARATORS.contains(c)) {
                wording.chars.push(c);
                wording.at.push(at);
            }
        }
        wording
    }

    /// Every place where a pattern is met, none overlapping the one before. A pattern is words in
    /// order: `|` between alternatives, `#` for a number, a blank for a distance of at most two
    /// characters, `..` for at most fourteen, never beyond the end of the sentence.
    pub fn find(&self, pattern: &str) -> Vec<Span> {
        let mut found: Vec<Span> = Vec::new();
        for span in self.find_all(pattern) {
            if found.last().is_none_or(|last| last.end <= span.start) {
                found.push(span);
            }
        }
        found
    }

    /// Every place where a pattern is met, the shorter of two that start together first: 姓名不公开,
    /// 但张贴 has 公开 ruled out but not 张贴.
    pub fn find_all(&self, pattern: &str) -> Vec<Span> {
        let mut words = Vec::new();
        let mut reach = 0;
        for word in pattern.split(' ') {
            if word == ".." {
                reach = FAR;
            } else {
                words.push(Word { reach, alternatives: word.split('|').collect() });
                reach = NEAR;
            }
        }
        let alternatives = words.iter().take(1).flat_map(|word| &word.alternatives);
        let firsts: String = alternatives.map(|word| if *word == "#" { IN_NUMBER } else { first(word) }).collect();
        let firsts: Vec<char> = firsts.chars().collect();
        let mut found = Vec::new();
        for (start, _) in self.chars.iter().enumerate().filter(|(_, c)| firsts.contains(c)) {
            let met = found.len();
            self.follow(Span { start, first: start, gap: start, last: start, end: start }, &words, &mut found);
            found.get_mut(met..).unwrap_or_default().order_by_key(|span: &Span| (span.end, span.last));
        }
        found
    }

    /// Whether any of the patterns is met.
    pub fn has(&self, patterns: &[&str]) -> bool {
        patterns.iter().any(|pattern| !self.find(pattern).is_empty())
    }

    /// How the words at `span` are ruled out, given the spans before it that were looked at.
    pub fn negation(&self, span: Span, before: &[(Span, Negation)]) -> Negation {
        let prefix = self.back_to(span.start, CLAUSE_ENDS);
        let (bare, negation) = ruled_out(prefix);
        if negation != Negation::None {
            return negation;
        }
        // 照片不公开: the negation stands before the last word.
        if ruled_out(self.chars.get(span.gap..span.last).unwrap_or_default()).1 != Negation::None
            || rules_out_for_someone(bare)
        {
            return Negation::Word;
        }
        let continues = LIST_MARKS.iter().find_map(|mark| strip(bare, mark).or_else(|| strip(prefix, mark)));
        let Some(list) = continues else { return Negation::None };
        let end = span.start.saturating_sub(prefix.len()).saturating_add(list.len());
        let item = before.iter().find(|(item, negation)| {
            *negation == Negation::List && end.checked_sub(item.end).is_some_and(|object| object <= OBJECT)
        });
        item.map_or(Negation::None, |_| Negation::List)
    }

    /// What precedes a position in its sentence.
    pub fn sentence_before(&self, start: usize) -> Wording {
        let chars = self.back_to(start, SENTENCE_ENDS).to_vec();
        Wording { at: (0..chars.len()).collect(), chars }
    }

    /// A span as positions in the original text, counted in characters.
    pub fn original(&self, span: Span) -> std::ops::Range<usize> {
        let position = |at: usize| self.at.get(at).copied().unwrap_or_default();
        position(span.start)..position(span.end.saturating_sub(1)).saturating_add(1)
    }

    fn back_to(&self, start: usize, ends: &[char]) -> &[char] {
        let before = self.chars.get(..start).unwrap_or_default();
        let from = before.iter().rposition(|c| ends.contains(c)).map_or(0, |at| at.saturating_add(1));
        before.get(from..).unwrap_or_default()
    }

    /// Follows the words of a pattern from where the words before ended.
    fn follow(&self, so_far: Span, words: &[Word], found: &mut Vec<Span>) {
        let Some((word, rest)) = words.split_first() else { return found.push(so_far) };
        let ahead = self.chars.get(so_far.end..).unwrap_or_default().iter().take(word.reach);
        let ahead = ahead.take_while(|c| !SENTENCE_ENDS.contains(c)).count();
        for last in so_far.end..=so_far.end.saturating_add(ahead) {
            for end in word.alternatives.iter().filter_map(|word| self.word_at(last, word)) {
                let first = if so_far.end == so_far.start { end } else { so_far.first };
                self.follow(Span { first, gap: so_far.end, last, end, ..so_far }, rest, found);
            }
        }
    }

    fn word_at(&self, start: usize, word: &str) -> Option<usize> {
        let rest = self.chars.get(start..)?;
        let length = if word == "#" {
            rest.iter().take_while(|c| IN_NUMBER.contains(**c)).count()
        } else {
            let mut ahead = rest.iter();
            if !word.chars().all(|c| ahead.next() == Some(&c)) {
                return None;
            }
            rest.len().saturating_sub(ahead.len())
        };
        (length > 0).then(|| start.saturating_add(length))
    }
}

/// The first character of a word.
fn first(word: &str) -> &str {
    word.get(..word.chars().next().map_or(0, char::len_utf8)).unwrap_or_default()
}

fn fold(c: char) -> Option<char> {
    let c = match u32::from(c) {
        wide @ 0xFF01..=0xFF5E => char::from_u32(wide - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    let ignored = (c.is_whitespace() || c.is_control()) && c != '\n'
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}' | '\u{2500}'..='\u{27BF}' | '\u{1F000}'..='\u{1FAFF}')
        || "·•・*_~^|`'\"“”‘’()[]{}<>《》【】「」".contains(c);
    if ignored {
        return None;
    }
    let mut variants = VARIANTS.chars();
    while let (Some(variant), Some(plain)) = (variants.next(), variants.next()) {
        if variant == c {
            return Some(plain);
        }
    }
    Some(c.to_ascii_lowercase())
}

fn strip<'a>(text: &'a [char], word: &str) -> Option<&'a [char]> {
    let at = text.len().checked_sub(word.chars().count())?;
    let (rest, end) = text.split_at_checked(at)?;
    word.chars().eq(end.iter().copied()).then_some(rest)
}

/// How what follows a text is ruled out by its end, and the text without words that do not matter.
fn ruled_out(mut text: &[char]) -> (&[char], Negation) {
    loop {
        if let Some((negation, rest)) = NEGATIONS.iter().find_map(|(word, n)| Some((*n, strip(text, word)?))) {
            let reversed = REVERSALS.iter().any(|word| strip(rest, word).is_some());
            return (text, if reversed { Negation::None } else { negation });
        }
        let Some(rest) = FILLERS.iter().find_map(|word| strip(text, word)) else { return (text, Negation::None) };
        text = rest;
    }
}

/// 不对养犬户, 不向居民: a bare negation with those it is for in between.
fn rules_out_for_someone(prefix: &[char]) -> bool {
    let from = prefix.len().saturating_sub(FAR);
    let near: String = prefix.get(from..).unwrap_or_default().iter().collect();
    let after = ["不得对", "不得向", "不得因", "不对", "不向", "不因"]
        .iter()
        .find_map(|word| near.split_once(word))
        .map(|(_, after)| after);
    after.is_some_and(|after| !after.is_empty() && !after.contains(['的', '就', '则', '即', '、']))
}
