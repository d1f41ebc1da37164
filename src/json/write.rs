//! The one way from the crate's types to JSON (SPEC.md section 2).
//!
//! As with reading: one writer into one kind of value, so that every type is compiled for writing once.

use std::fmt;

use serde::ser::{
    Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};
use serde_json::{Map, Value};

use super::misfit::Misfit;

/// Where a value is to be written.
pub(super) struct Writer<'a>(pub(super) &'a mut Value);

/// A list on the way to its place.
pub(super) struct Items<'a> {
    to: &'a mut Value,
    variant: Option<&'static str>,
    list: Vec<Value>,
}

/// An object on the way to its place, with the name of the next member where that comes before its value.
pub(super) struct Members<'a> {
    to: &'a mut Value,
    variant: Option<&'static str>,
    object: Map<String, Value>,
    name: String,
}

impl<'a> Writer<'a> {
    #[inline(never)]
    fn text(self, text: &str) {
        *self.0 = Value::from(text);
    }

    #[inline(never)]
    fn display(self, value: &dyn fmt::Display) {
        *self.0 = Value::from(value.to_string());
    }

    #[cold]
    #[inline(never)]
    fn refuse(what: &str) -> Misfit {
        Misfit::new(format!("{what} cannot be written"))
    }

    fn items(self, variant: Option<&'static str>) -> Items<'a> {
        Items { to: self.0, variant, list: Vec::new() }
    }

    fn members(self, variant: Option<&'static str>) -> Members<'a> {
        Members { to: self.0, variant, object: Map::new(), name: String::new() }
    }

    /// A variant that holds something is an object with one member.
    #[inline(never)]
    fn put(self, variant: Option<&'static str>, value: Value) {
        let Some(name) = variant else {
            *self.0 = value;
            return;
        };
        let mut members = Map::new();
        members.insert(name.to_owned(), value);
        *self.0 = Value::Object(members);
    }
}

impl Items<'_> {
    #[inline(never)]
    fn push(&mut self, item: Value) {
        self.list.push(item);
    }

    #[inline(never)]
    fn put(self) {
        Writer(self.to).put(self.variant, Value::Array(self.list));
    }
}

impl Members<'_> {
    #[inline(never)]
    fn member(&mut self, name: &str) -> Writer<'_> {
        Writer(self.object.entry(name).or_insert(Value::Null))
    }

    #[inline(never)]
    fn name(&mut self, name: &Value) -> Result<(), Misfit> {
        self.name = match name {
            Value::String(name) => name.clone(),
            Value::Number(number) if number.is_u64() => number.as_u64().unwrap_or_default().to_string(),
            _ => return Err(Writer::refuse("a name that is not a string")),
        };
        Ok(())
    }

    #[inline(never)]
    fn named(&mut self) -> Writer<'_> {
        Writer(self.object.entry(std::mem::take(&mut self.name)).or_insert(Value::Null))
    }

    #[inline(never)]
    fn put(self) {
        Writer(self.to).put(self.variant, Value::Object(self.object));
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
        *self.0 = Value::Bool(value);
        Ok(())
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
        *self.0 = Value::from(value);
        Ok(())
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
        *self.0 = Value::from(value);
        Ok(())
    }

    fn serialize_f32(self, _: f32) -> Result<(), Misfit> {
        Err(Self::refuse("a fraction"))
    }

    fn serialize_f64(self, _: f64) -> Result<(), Misfit> {
        Err(Self::refuse("a fraction"))
    }

    fn serialize_char(self, value: char) -> Result<(), Misfit> {
        self.display(&value);
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Result<(), Misfit> {
        self.text(value);
        Ok(())
    }

    fn collect_str<T: fmt::Display + ?Sized>(self, value: &T) -> Result<(), Misfit> {
        self.display(&value);
        Ok(())
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
        *self.0 = Value::Null;
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Misfit> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> Result<(), Misfit> {
        self.text(name);
        Ok(())
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
        let mut held = Value::Null;
        value.serialize(Writer(&mut held))?;
        self.put(Some(name), held);
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items<'a>, Misfit> {
        Ok(self.items(None))
    }

    fn serialize_tuple(self, _: usize) -> Result<Items<'a>, Misfit> {
        Ok(self.items(None))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Items<'a>, Misfit> {
        Ok(self.items(None))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Items<'a>, Misfit> {
        Ok(self.items(Some(name)))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Members<'a>, Misfit> {
        Ok(self.members(None))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Members<'a>, Misfit> {
        Ok(self.members(None))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Members<'a>, Misfit> {
        Ok(self.members(Some(name)))
    }
}

/// Every kind of list is written item by item.
macro_rules! items {
    ($($kind:ident $item:ident;)*) => {
        $(impl $kind for Items<'_> {
            type Ok = ();
            type Error = Misfit;

            fn $item<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Misfit> {
                let mut value = Value::Null;
                item.serialize(Writer(&mut value))?;
                self.push(value);
                Ok(())
            }

            fn end(self) -> Result<(), Misfit> {
                self.put();
                Ok(())
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
                value.serialize(self.member(name))
            }

            fn end(self) -> Result<(), Misfit> {
                self.put();
                Ok(())
            }
        })*
    };
}

members! { SerializeStruct SerializeStructVariant }

impl SerializeMap for Members<'_> {
    type Ok = ();
    type Error = Misfit;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, name: &T) -> Result<(), Misfit> {
        let mut value = Value::Null;
        name.serialize(Writer(&mut value))?;
        self.name(&value)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Misfit> {
        value.serialize(self.named())
    }

    fn end(self) -> Result<(), Misfit> {
        self.put();
        Ok(())
    }
}
