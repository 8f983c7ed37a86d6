//! Names of fields, compared at compile time.

pub(super) const fn is_same(a: &str, b: &str) -> bool {
    same_letters(a.as_bytes(), b.as_bytes(), false)
}

/// Whether two names are the same but for case and for what joins their words.
pub(super) const fn is_alike(a: &str, b: &str) -> bool {
    same_letters(a.as_bytes(), b.as_bytes(), true)
}

const fn same_letters(mut a: &[u8], mut b: &[u8], loosely: bool) -> bool {
    loop {
        if loosely {
            a = behind_joints(a);
            b = behind_joints(b);
        }
        match (a, b) {
            ([], []) => return true,
            ([first, rest_a @ ..], [second, rest_b @ ..]) => {
                let equal = if loosely {
                    first.eq_ignore_ascii_case(second)
                } else {
                    *first == *second
                };
                if !equal {
                    return false;
                }
                a = rest_a;
                b = rest_b;
            }
            _ => return false,
        }
    }
}

const fn behind_joints(mut name: &[u8]) -> &[u8] {
    while let [b'_' | b'-', rest @ ..] = name {
        name = rest;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::{is_alike, is_same};

    #[test]
    fn compares_names() {
        for (a, b, same, alike) in [
            ("price", "price", true, true),
            ("price", "prices", false, false),
            ("unit_price", "unitPrice", false, true),
            ("unit-price", "UNIT_PRICE", false, true),
            ("unit_price_", "unitPrice", false, true),
            ("", "", true, true),
            ("", "a", false, false),
            ("é", "è", false, false),
        ] {
            assert_eq!((is_same(a, b), is_alike(a, b)), (same, alike), "{a} {b}");
        }
    }
}
