//! Prints what `ts-rs` says as a person would write it: a member a line, with its doc comment.

/// A type.
enum Type {
    /// A name, a literal, a tuple, a mapped type: printed as it is.
    Plain(String),
    Object(Vec<Member>),
    Union(Vec<Type>),
    Both(Vec<Type>),
}

struct Member {
    docs: String,
    name: String,
    optional: bool,
    of: Type,
}

/// A declaration with its doc comment, and those of the members of a union.
pub fn declaration(docs: &str, decl: &str, members: &[String]) -> String {
    let (name, rest) = decl.strip_prefix("type ").unwrap().split_once(" = ").unwrap();
    let mut rest = rest.trim_end_matches(';');
    let of = union(&mut rest);
    assert!(rest.trim().is_empty(), "{name}: {rest}");
    let text = match &of {
        Type::Union(types) => {
            let each = types.iter().enumerate().map(|(at, of)| {
                let docs = members.get(at).map(|text| comment(&text_of(text), 1)).unwrap_or_default();
                format!("\n{docs}  | {}", print(of, 2))
            });
            assert!(members.is_empty() || members.len() == types.len(), "{name}: docs of {}", members.len());
            each.collect()
        }
        of => format!(" {}", print(of, 0)),
    };
    format!("{}export type {name} ={text};\n", comment(&text_of(docs), 0))
}

fn print(of: &Type, depth: usize) -> String {
    let margin = "  ".repeat(depth);
    match of {
        Type::Plain(text) => text.clone(),
        Type::Object(members) => {
            let bare: Vec<_> = members.iter().map(|member| print_member(member, depth)).collect();
            if members.len() < 5 && members.iter().all(|member| member.docs.is_empty()) {
                return format!("{{ {} }}", bare.join("; "));
            }
            let each = members.iter().map(|member| {
                format!(
                    "{}{margin}  {};\n",
                    comment(&text_of(&member.docs), depth + 1),
                    print_member(member, depth + 1)
                )
            });
            format!("{{\n{}{margin}}}", each.collect::<String>())
        }
        Type::Union(types) => types.iter().map(|of| print(of, depth)).collect::<Vec<_>>().join(" | "),
        Type::Both(types) => types.iter().map(|of| print(of, depth)).collect::<Vec<_>>().join(" & "),
    }
}

/// A member that may be left out is never `null`: a value has one spelling.
fn print_member(member: &Member, depth: usize) -> String {
    let name = member.name.trim_matches('"');
    let bare = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let name = if bare { name.to_owned() } else { format!("\"{name}\"") };
    match &member.of {
        Type::Union(types) if member.optional => {
            let some: Vec<_> = types.iter().map(|of| print(of, depth)).filter(|text| text != "null").collect();
            format!("{name}?: {}", some.join(" | "))
        }
        of => format!("{name}{}: {}", if member.optional { "?" } else { "" }, print(of, depth)),
    }
}

/// What a doc comment says, without Rust's examples and links.
fn text_of(docs: &str) -> String {
    let lines = docs.trim().trim_start_matches("/**").trim_end_matches("*/").lines();
    let lines = lines.map(|line| line.trim().trim_start_matches('*').trim());
    let (mut kept, mut fence) = (Vec::new(), None);
    for line in lines {
        match (line.strip_prefix("```"), fence) {
            (Some(language), None) => {
                fence = Some(language == "json");
                kept.extend((language == "json").then_some(line));
            }
            (Some(_), Some(shown)) => {
                fence = None;
                kept.extend(shown.then_some(line));
            }
            (None, Some(false)) => {}
            (None, _) => kept.push(line),
        }
    }
    without_links(kept.join("\n").trim())
}

fn without_links(text: &str) -> String {
    let (mut done, mut rest) = (String::new(), text);
    while let Some((before, link)) = rest.split_once("[`") {
        let (name, after) = link.split_once("`]").unwrap();
        done.extend([before, "`", name, "`"]);
        rest = match after.strip_prefix('(') {
            Some(path) => path.split_once(')').unwrap().1.trim_start_matches(')'),
            None => after,
        };
    }
    done + rest
}

fn comment(text: &str, depth: usize) -> String {
    let margin = "  ".repeat(depth);
    match text.lines().collect::<Vec<_>>().as_slice() {
        [] => String::new(),
        [line] => format!("{margin}/** {line} */\n"),
        lines => {
            let lines = lines.iter().map(|line| format!("{margin} * {line}").trim_end().to_owned() + "\n");
            format!("{margin}/**\n{}{margin} */\n", lines.collect::<String>())
        }
    }
}

fn union(rest: &mut &str) -> Type {
    let mut types = vec![both(rest)];
    while eat(rest, "|") {
        types.push(both(rest));
    }
    if types.len() == 1 { types.remove(0) } else { Type::Union(types) }
}

fn both(rest: &mut &str) -> Type {
    let mut types = vec![one(rest)];
    while eat(rest, "&") {
        types.push(one(rest));
    }
    if types.len() == 1 { types.remove(0) } else { Type::Both(types) }
}

fn one(rest: &mut &str) -> Type {
    let text = rest.trim_start();
    if text.starts_with('{') && !text[1..].trim_start().starts_with('[') {
        eat(rest, "{");
        let mut members = Vec::new();
        while !eat(rest, "}") {
            members.push(member(rest));
            eat(rest, ",");
        }
        return Type::Object(members);
    }
    let mut depth = 0_usize;
    let end = text.find(|c| {
        if depth == 0 && ",;|&}".contains(c) {
            return true;
        }
        match c {
            '<' | '[' | '{' | '(' => depth += 1,
            '>' | ']' | '}' | ')' => depth -= 1,
            _ => {}
        }
        false
    });
    let (plain, after) = text.split_at(end.unwrap_or(text.len()));
    *rest = after;
    Type::Plain(plain.trim().to_owned())
}

fn member(rest: &mut &str) -> Member {
    let text = rest.trim_start();
    let (docs, text) = if text.starts_with("/**") {
        let end = text.find("*/").unwrap() + 2;
        text.split_at(end)
    } else {
        ("", text)
    };
    let (name, after) = text.split_once(':').unwrap();
    *rest = after;
    let name = name.trim();
    Member {
        docs: docs.to_owned(),
        name: name.trim_end_matches('?').to_owned(),
        optional: name.ends_with('?'),
        of: union(rest),
    }
}

fn eat(rest: &mut &str, token: &str) -> bool {
    match rest.trim_start().strip_prefix(token) {
        Some(after) => {
            *rest = after;
            true
        }
        None => false,
    }
}
