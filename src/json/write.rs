//! The one way from the crate's types to JSON (SPEC.md section 2).
//!
//! As with reading: one writer into one kind of value, so that every type is compiled for writing once. It also tells
//! whether a value would be written as one that is there, so that what was read need not be printed to be compared.

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
pub(super) enum Writer<'a> {
    /// It is put here.
    Into(&'a mut Tree<'static>),
    /// It is held to what is here, and refused if that is anything else.
    Same(&'a Tree<'a>),
}

/// A list on the way to its place, or to be held to what is left of one.
pub(super) enum Items<'a> {
    Into { to: &'a mut Tree<'static>, variant: Option<&'static str>, list: Vec<Tree<'static>> },
    Same(slice::Iter<'a, Tree<'a>>),
}

/// An object on the way to its place, or to be held to one of which so many members are left; with the name of the next
/// member where that comes before its value.
pub(super) enum Members<'a> {
    Into { to: &'a mut Tree<'static>, variant: Option<&'static str>, object: tree::Members<'static>, name: String },
    Same { object: &'a tree::Members<'a>, left: usize, name: String },
}

impl<'a> Writer<'a> {
    /// Writes what holds nothing else.
    #[inline(never)]
    fn plain(self, value: Tree<'_>) -> Result<(), Misfit> {
        match (self, value) {
            (Self::Same(there), value) if *there == value => Ok(()),
            (Self::Same(_), _) => Err(Self::differs()),
            (Self::Into(to), Tree::Text(text)) => {
                *to = Tree::Text(Cow::Owned(text.into_owned()));
                Ok(())
            }
            (Self::Into(to), Tree::Bool(value)) => {
                *to = Tree::Bool(value);
                Ok(())
            }
            (Self::Into(to), Tree::Whole(n)) => {
                *to = Tree::Whole(n);
                Ok(())
            }
            (Self::Into(to), Tree::Negative(n)) => {
                *to = Tree::Negative(n);
                Ok(())
            }
            (Self::Into(to), _) => {
                *to = Tree::Null;
                Ok(())
            }
        }
    }

    fn text(self, text: &str) -> Result<(), Misfit> {
        self.plain(Tree::Text(Cow::Borrowed(text)))
    }

    #[inline(never)]
    fn display(self, value: &dyn fmt::Display) -> Result<(), Misfit> {
        self.text(&value.to_string())
    }

    #[cold]
    #[inline(never)]
    fn refuse(what: &str) -> Misfit {
        Misfit::new(format!("{what} cannot be written"))
    }

    #[cold]
    #[inline(never)]
    fn differs() -> Misfit {
        Misfit::new("it is written otherwise".to_owned())
    }

    /// What is there in an object of this one member.
    fn held(there: &'a Tree<'a>, variant: Option<&str>) -> Result<&'a Tree<'a>, Misfit> {
        let Some(variant) = variant else { return Ok(there) };
        match there {
            Tree::Members(members) if members.len() == 1 => members.get(variant).ok_or_else(Self::differs),
            _ => Err(Self::differs()),
        }
    }

    #[inline(never)]
    fn items(self, variant: Option<&'static str>) -> Result<Items<'a>, Misfit> {
        match self {
            Self::Into(to) => Ok(Items::Into { to, variant, list: Vec::new() }),
            Self::Same(there) => match Self::held(there, variant)? {
                Tree::Items(items) => Ok(Items::Same(items.iter())),
                _ => Err(Self::differs()),
            },
        }
    }

    #[inline(never)]
    fn members(self, variant: Option<&'static str>) -> Result<Members<'a>, Misfit> {
        match self {
            Self::Into(to) => Ok(Members::Into { to, variant, object: tree::Members::new(), name: String::new() }),
            Self::Same(there) => match Self::held(there, variant)? {
                Tree::Members(object) => Ok(Members::Same { object, left: object.len(), name: String::new() }),
                _ => Err(Self::differs()),
            },
        }
    }
}

/// A variant that holds something is an object with one member.
#[inline(never)]
fn put(to: &mut Tree<'static>, variant: Option<&'static str>, value: Tree<'static>) {
    let Some(name) = variant else {
        *to = value;
        return;
    };
    let mut members = tree::Members::new();
    members.insert(Cow::Borrowed(name), value);
    *to = Tree::Members(members);
}

impl Items<'_> {
    /// Where the next item goes.
    #[inline(never)]
    fn next(&mut self) -> Result<Writer<'_>, Misfit> {
        match self {
            Self::Into { list, .. } => {
                list.push(Tree::Null);
                list.last_mut().map(Writer::Into)
            }
            Self::Same(items) => items.next().map(Writer::Same),
        }
        .ok_or_else(Writer::differs)
    }

    #[inline(never)]
    fn put(self) -> Result<(), Misfit> {
        match self {
            Self::Into { to, variant, list } => put(to, variant, Tree::Items(list)),
            Self::Same(items) if items.len() == 0 => {}
            Self::Same(_) => return Err(Writer::differs()),
        }
        Ok(())
    }
}

impl Members<'_> {
    #[inline(never)]
    fn member(&mut self, member: Cow<'static, str>) -> Result<Writer<'_>, Misfit> {
        match self {
            Self::Into { object, .. } => Ok(Writer::Into(object.entry(member).or_insert(Tree::Null))),
            Self::Same { object, left, .. } => {
                *left = left.checked_sub(1).ok_or_else(Writer::differs)?;
                object.get(&*member).map(Writer::Same).ok_or_else(Writer::differs)
            }
        }
    }

    #[inline(never)]
    fn name(&mut self, name: Tree<'static>) -> Result<(), Misfit> {
        let (Self::Into { name: next, .. } | Self::Same { name: next, .. }) = self;
        *next = match name {
            Tree::Text(name) => name.into_owned(),
            Tree::Whole(number) => number.to_string(),
            _ => return Err(Writer::refuse("a name that is not a string")),
        };
        Ok(())
    }

    #[inline(never)]
    fn named(&mut self) -> Result<Writer<'_>, Misfit> {
        let (Self::Into { name, .. } | Self::Same { name, .. }) = self;
        let name = std::mem::take(name);
        self.member(Cow::Owned(name))
    }

    #[inline(never)]
    fn put(self) -> Result<(), Misfit> {
        match self {
            Self::Into { to, variant, object, .. } => put(to, variant, Tree::Members(object)),
            Self::Same { left: 0, .. } => {}
            Self::Same { .. } => return Err(Writer::differs()),
        }
        Ok(())
    }
}

impl<'a> Serializer for Writer<'a> {
    type Ok = ();
    type Error = Misfit;
    type SerializeSeq = Items<'a>;
    type SerializeTuple = Items<'a>;
    type SerializeTupleStruct = Items<'a>;
    type SerializeTupleVariant = Items<'a>;
    type SerializeMap = Members<'a>;
    type SerializeStruct = Members<'a>;
    type SerializeStructVariant = Members<'a>;

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
        self.serialize_u64(value.into())
    }

    fn serialize_u16(self, value: u16) -> Result<(), Misfit> {
        self.serialize_u64(value.into())
    }

    fn serialize_u32(self, value: u32) -> Result<(), Misfit> {
        self.serialize_u64(value.into())
    }

    fn serialize_u64(self, value: u64) -> Result<(), Misfit> {
        self.plain(Tree::Whole(value))
    }

    fn serialize_f32(self, _: f32) -> Result<(), Misfit> {
        Err(Self::refuse("a fraction"))
    }

    fn serialize_f64(self, _: f64) -> Result<(), Misfit> {
        Err(Self::refuse("a fraction"))
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
        Err(Self::refuse("a run of bytes"))
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
        match self {
            Self::Into(to) => {
                let mut held = Tree::Null;
                value.serialize(Writer::Into(&mut held))?;
                put(to, Some(name), held);
                Ok(())
            }
            Self::Same(there) => value.serialize(Writer::Same(Self::held(there, Some(name))?)),
        }
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items<'a>, Misfit> {
        self.items(None)
    }

    fn serialize_tuple(self, _: usize) -> Result<Items<'a>, Misfit> {
        self.items(None)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Items<'a>, Misfit> {
        self.items(None)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Items<'a>, Misfit> {
        self.items(Some(name))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Members<'a>, Misfit> {
        self.members(None)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Members<'a>, Misfit> {
        self.members(None)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Members<'a>, Misfit> {
        self.members(Some(name))
    }
}

/// Every kind of list is written item by item.
macro_rules! items {
    ($($kind:ident $item:ident;)*) => {
        $(impl $kind for Items<'_> {
            type Ok = ();
            type Error = Misfit;

            fn $item<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Misfit> {
                item.serialize(self.next()?)
            }

            fn end(self) -> Result<(), Misfit> {
                self.put()
            }
        })*
    };
}

items! {
    SerializeSeq serialize_element;
    SerializeTuple serialize_element;
    SerializeTupleStruct serialize_field;
    SerializeTupleVariant serialize_field;
}

/// Every kind of object whose members are known is written member by member.
macro_rules! members {
    ($($kind:ident)*) => {
        $(impl $kind for Members<'_> {
            type Ok = ();
            type Error = Misfit;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Misfit> {
                value.serialize(self.member(Cow::Borrowed(name))?)
            }

            fn end(self) -> Result<(), Misfit> {
                self.put()
            }
        })*
    };
}

members! { SerializeStruct SerializeStructVariant }

impl SerializeMap for Members<'_> {
    type Ok = ();
    type Error = Misfit;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, name: &T) -> Result<(), Misfit> {
        let mut value = Tree::Null;
        name.serialize(Writer::Into(&mut value))?;
        self.name(value)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Misfit> {
        value.serialize(self.named()?)
    }

    fn end(self) -> Result<(), Misfit> {
        self.put()
    }
}
