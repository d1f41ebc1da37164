//! The one way from the crate's types to JSON (SPEC.md section 2).
//!
//! As with reading: one writer, so that every type is compiled for writing once, and a type only tells it what comes next. It
//! also tells whether a value would be written as one that is there, so that what was read need not be printed to be compared.

use std::borrow::Cow;
use std::fmt;
use std::slice;

use serde::ser::{
    Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

use super::misfit::Misfit;
use super::tree::{self, Tree};

/// What becomes of a value that is written.
pub(super) struct Writer<'a> {
    work: Work<'a>,
    /// Whether the name of a member comes next.
    naming: bool,
}

enum Work<'a> {
    /// It is put together.
    Build { done: Tree<'static>, open: Vec<Open> },
    /// It is held to what is there, and refused if that is anything else.
    Compare { whole: Option<&'a Tree<'a>>, open: Vec<There<'a>> },
}

/// A list or an object that is being put together, with the name of the next member.
enum Open {
    Items(Vec<Tree<'static>>),
    Members(tree::Members<'static>, Cow<'static, str>),
}

/// What is left of a list, or of an object with so many members left and the next of them.
enum There<'a> {
    Items(slice::Iter<'a, Tree<'a>>),
    Members { object: &'a tree::Members<'a>, left: usize, next: Option<&'a Tree<'a>> },
}

impl<'a> Writer<'a> {
    /// A writer that puts a value together.
    pub(super) fn building() -> Self {
        Self { work: Work::Build { done: Tree::Null, open: Vec::new() }, naming: false }
    }

    /// A writer that holds a value to one that is there.
    pub(super) fn comparing(there: &'a Tree<'a>) -> Self {
        Self { work: Work::Compare { whole: Some(there), open: Vec::new() }, naming: false }
    }

    /// What was put together.
    pub(super) fn built(self) -> Tree<'static> {
        if let Work::Build { done, .. } = self.work { done } else { Tree::Null }
    }

    /// A value that holds nothing else, or the name of a member.
    #[inline(never)]
    fn plain(&mut self, value: Tree<'_>) -> Result<(), Misfit> {
        if std::mem::take(&mut self.naming) {
            let name = match value {
                Tree::Text(name) => name.into_owned(),
                Tree::Whole(number) => number.to_string(),
                _ => return Err(refuse("不是字符串的名称", "a name that is not a string")),
            };
            self.name(Cow::Owned(name));
            return Ok(());
        }
        if matches!(self.work, Work::Compare { .. }) {
            return if *self.there()? == value { Ok(()) } else { Err(differs()) };
        }
        self.put(match value {
            Tree::Text(text) => Tree::Text(Cow::Owned(text.into_owned())),
            Tree::Bool(value) => Tree::Bool(value),
            Tree::Whole(n) => Tree::Whole(n),
            Tree::Negative(n) => Tree::Negative(n),
            _ => Tree::Null,
        });
        Ok(())
    }

    #[inline(never)]
    fn whole(&mut self, n: u64) -> Result<(), Misfit> {
        self.plain(Tree::Whole(n))
    }

    #[inline(never)]
    fn text(&mut self, text: &str) -> Result<(), Misfit> {
        self.plain(Tree::Text(Cow::Borrowed(text)))
    }

    #[inline(never)]
    fn display(&mut self, value: &dyn fmt::Display) -> Result<(), Misfit> {
        self.text(&value.to_string())
    }

    /// Begins a list.
    #[inline(never)]
    fn items(&mut self) -> Result<(), Misfit> {
        self.nameless()?;
        match &mut self.work {
            Work::Build { open, .. } => open.push(Open::Items(Vec::new())),
            Work::Compare { .. } => {
                let Tree::Items(items) = self.there()? else { return Err(differs()) };
                self.enter(There::Items(items.iter()));
            }
        }
        Ok(())
    }

    /// Begins an object.
    #[inline(never)]
    fn members(&mut self) -> Result<(), Misfit> {
        self.nameless()?;
        match &mut self.work {
            Work::Build { open, .. } => open.push(Open::Members(tree::Members::new(), Cow::Borrowed(""))),
            Work::Compare { .. } => {
                let Tree::Members(object) = self.there()? else { return Err(differs()) };
                self.enter(There::Members { object, left: object.len(), next: None });
            }
        }
        Ok(())
    }

    fn nameless(&self) -> Result<(), Misfit> {
        if self.naming { Err(refuse("不是字符串的名称", "a name that is not a string")) } else { Ok(()) }
    }

    /// Names the next member of the object that was begun last.
    #[inline(never)]
    fn name(&mut self, name: Cow<'static, str>) {
        match &mut self.work {
            Work::Build { open, .. } => {
                if let Some(Open::Members(_, next)) = open.last_mut() {
                    *next = name;
                }
            }
            Work::Compare { open, .. } => {
                if let Some(There::Members { object, left, next }) = open.last_mut() {
                    // Where there is none of the name, or none is left, its value has nothing to be held to.
                    *next = object.get(&*name).filter(|_| *left > 0);
                    *left = left.saturating_sub(1);
                }
            }
        }
    }

    #[inline(never)]
    fn member(&mut self, name: &'static str) {
        self.name(Cow::Borrowed(name));
    }

    /// Begins an object of one member, which a variant that holds something is.
    #[inline(never)]
    fn variant(&mut self, name: &'static str) -> Result<(), Misfit> {
        self.members()?;
        self.member(name);
        Ok(())
    }

    /// Ends the list or the object that was begun last.
    #[inline(never)]
    fn close(&mut self) -> Result<(), Misfit> {
        match &mut self.work {
            Work::Build { open, .. } => match open.pop() {
                Some(Open::Items(items)) => self.put(Tree::Items(items)),
                Some(Open::Members(members, _)) => self.put(Tree::Members(members)),
                None => {}
            },
            Work::Compare { open, .. } => {
                let is_whole = match open.pop() {
                    Some(There::Items(left)) => left.len() == 0,
                    Some(There::Members { left, .. }) => left == 0,
                    None => false,
                };
                return if is_whole { Ok(()) } else { Err(differs()) };
            }
        }
        Ok(())
    }

    /// Puts a value where it belongs.
    fn put(&mut self, value: Tree<'static>) {
        let Work::Build { done, open } = &mut self.work else { return };
        match open.last_mut() {
            None => *done = value,
            Some(Open::Items(items)) => items.push(value),
            Some(Open::Members(members, name)) => {
                members.insert(std::mem::take(name), value);
            }
        }
    }

    /// What a value is held to.
    fn there(&mut self) -> Result<&'a Tree<'a>, Misfit> {
        let Work::Compare { whole, open } = &mut self.work else { return Err(differs()) };
        let there = match open.last_mut() {
            None => whole.take(),
            Some(There::Items(items)) => items.next(),
            Some(There::Members { next, .. }) => next.take(),
        };
        there.ok_or_else(differs)
    }

    fn enter(&mut self, there: There<'a>) {
        if let Work::Compare { open, .. } = &mut self.work {
            open.push(there);
        }
    }
}

#[cold]
#[inline(never)]
fn refuse(zh: &str, en: &str) -> Misfit {
    Misfit::new(format!("{zh}不能写进去"), format!("{en} cannot be written"))
}

#[cold]
#[inline(never)]
fn differs() -> Misfit {
    Misfit::new("写法不同", "it is written otherwise")
}

impl Serializer for &mut Writer<'_> {
    type Ok = ();
    type Error = Misfit;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Self;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Self;

    fn serialize_bool(self, value: bool) -> Result<(), Misfit> {
        self.plain(Tree::Bool(value))
    }

    fn serialize_i8(self, value: i8) -> Result<(), Misfit> {
        self.serialize_i64(value.into())
    }

    fn serialize_i16(self, value: i16) -> Result<(), Misfit> {
        self.serialize_i64(value.into())
    }

    fn serialize_i32(self, value: i32) -> Result<(), Misfit> {
        self.serialize_i64(value.into())
    }

    fn serialize_i64(self, value: i64) -> Result<(), Misfit> {
        self.plain(Tree::from(value))
    }

    fn serialize_u8(self, value: u8) -> Result<(), Misfit> {
        self.whole(value.into())
    }

    fn serialize_u16(self, value: u16) -> Result<(), Misfit> {
        self.whole(value.into())
    }

    fn serialize_u32(self, value: u32) -> Result<(), Misfit> {
        self.whole(value.into())
    }

    fn serialize_u64(self, value: u64) -> Result<(), Misfit> {
        self.whole(value)
    }

    fn serialize_f32(self, _: f32) -> Result<(), Misfit> {
        Err(refuse("小数", "a fraction"))
    }

    fn serialize_f64(self, _: f64) -> Result<(), Misfit> {
        Err(refuse("小数", "a fraction"))
    }

    fn serialize_char(self, value: char) -> Result<(), Misfit> {
        self.display(&value)
    }

    fn serialize_str(self, value: &str) -> Result<(), Misfit> {
        self.text(value)
    }

    fn collect_str<T: fmt::Display + ?Sized>(self, value: &T) -> Result<(), Misfit> {
        self.display(&value)
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), Misfit> {
        Err(refuse("字节", "a run of bytes"))
    }

    fn serialize_none(self) -> Result<(), Misfit> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Misfit> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Misfit> {
        self.plain(Tree::Null)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Misfit> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> Result<(), Misfit> {
        self.text(name)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Misfit> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        value: &T,
    ) -> Result<(), Misfit> {
        self.variant(name)?;
        value.serialize(&mut *self)?;
        self.close()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Misfit> {
        self.items()?;
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, Misfit> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, Misfit> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_variant(self, _: &'static str, _: u32, name: &'static str, _: usize) -> Result<Self, Misfit> {
        self.variant(name)?;
        self.serialize_seq(None)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, Misfit> {
        self.members()?;
        Ok(self)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Misfit> {
        self.serialize_map(None)
    }

    fn serialize_struct_variant(self, _: &'static str, _: u32, name: &'static str, _: usize) -> Result<Self, Misfit> {
        self.variant(name)?;
        self.serialize_map(None)
    }
}

/// Every kind of list is written item by item; what a variant holds ends the variant too.
macro_rules! items {
    ($($kind:ident $item:ident $($close:ident)+;)*) => {
        $(impl $kind for &mut Writer<'_> {
            type Ok = ();
            type Error = Misfit;

            fn $item<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Misfit> {
                item.serialize(&mut **self)
            }

            fn end(self) -> Result<(), Misfit> {
                $(self.$close()?;)+
                Ok(())
            }
        })*
    };
}

items! {
    SerializeSeq serialize_element close;
    SerializeTuple serialize_element close;
    SerializeTupleStruct serialize_field close;
    SerializeTupleVariant serialize_field close close;
}

/// Every kind of object whose members are known is written member by member.
macro_rules! members {
    ($($kind:ident $($close:ident)+;)*) => {
        $(impl $kind for &mut Writer<'_> {
            type Ok = ();
            type Error = Misfit;

            #[inline(never)]
            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Misfit> {
                self.member(name);
                value.serialize(&mut **self)
            }

            fn end(self) -> Result<(), Misfit> {
                $(self.$close()?;)+
                Ok(())
            }
        })*
    };
}

members! {
    SerializeStruct close;
    SerializeStructVariant close close;
}

impl SerializeMap for &mut Writer<'_> {
    type Ok = ();
    type Error = Misfit;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, name: &T) -> Result<(), Misfit> {
        self.naming = true;
        name.serialize(&mut **self)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Misfit> {
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Misfit> {
        self.close()
    }
}
