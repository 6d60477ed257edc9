//! The macro that gives a record its reading.

/// Declares a record: a struct that is read field by field. A field may state
/// what stands for it when it is absent, written like a value.
macro_rules! record {
    (
        $(#[$meta:meta])*
        pub struct $record:ident {
            $($(#[$field_meta:meta])* pub $name:ident: $type:ty $(= $absent:expr)?,)*
        }
    ) => {
        $(#[$meta])*
        pub struct $record {
            $($(#[$field_meta])* pub $name: $type,)*
        }

        impl $crate::read::Read for $record {
            fn read(
                value: &serde_json::Value,
                at: &$crate::read::At<'_>,
                faults: &mut $crate::read::Faults,
            ) -> Option<Self> {
                let names = &[$(stringify!($name)),*];
                let fields = $crate::read::Fields::of(value, names, at, faults)?;
                // Every field is read before the first fault ends it.
                $(let $name: Option<$type> =
                    $crate::read::record!(@take fields, faults, $name $(, $absent)?);)*
                Some(Self { $($name: $name?,)* })
            }
        }
    };
    (@take $fields:ident, $faults:ident, $name:ident) => {
        $fields.get(stringify!($name), $faults)
    };
    (@take $fields:ident, $faults:ident, $name:ident, $absent:expr) => {
        $fields.get_or(stringify!($name), $absent, $faults)
    };
}

pub(crate) use record;
