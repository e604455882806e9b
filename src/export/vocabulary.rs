//! Words of the wire format that come from a closed list.

/// A vocabulary of the wire format, with the way to it from the type that the program thinks in.
macro_rules! vocabulary {
    ($(#[$about:meta])* $name:ident from $inner:path { $($(#[$meaning:meta])* $word:ident,)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $($(#[$meaning])* $word,)*
        }

        impl From<$inner> for $name {
            fn from(value: $inner) -> Self {
                use $inner as Inner;
                match value {
                    $(Inner::$word => Self::$word,)*
                }
            }
        }

        impl std::fmt::Display for $name {
            /// The word as it is written.
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                serde::Serialize::serialize(self, f)
            }
        }
    };
}

pub(super) use vocabulary;
