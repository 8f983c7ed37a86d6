//! The whole expansion of representative traits, as a reader of `cargo expand` sees it.
//!
//! `INSTA_UPDATE=always cargo test -p apps-script-macros` writes the snapshots anew; read the difference before
//! you commit it.

use proc_macro2::TokenStream;
use quote::quote;

use crate::entry;

fn expanded(attribute: TokenStream, item: TokenStream) -> String {
    let tokens = entry::apps_script(attribute, item).to_string();
    let file = syn::parse_file(&tokens.replace(&hidden_module(), "__private"));
    prettyplease::unparse(&file.expect("the expansion is a file of items"))
}

/// Its name, which differs from version to version: the snapshots leave the version out.
fn hidden_module() -> String {
    format!("__private_{}", env!("CARGO_PKG_VERSION").replace('.', "_"))
}

#[test]
fn plain_trait() {
    insta::assert_snapshot!(expanded(
        quote!(id = "AKfycbxInventory"),
        quote! {
            /// Stock levels kept in a Google Sheet.
            pub trait Inventory {
                /// Items at or below `threshold`.
                async fn low_stock(&self, threshold: u32) -> apps_script::Result<Vec<Item>>;
            }
        },
    ));
}

#[test]
fn id_of_run_time() {
    insta::assert_snapshot!(expanded(
        quote!(),
        quote! {
            trait Inventory {
                async fn total(&self) -> apps_script::Result<f64>;
            }
        },
    ));
}

#[test]
fn every_option_of_a_call() {
    insta::assert_snapshot!(expanded(
        quote!(
            id = crate::DEPLOYMENT,
            client = Stock,
            rename_all = "none",
            timeout = "1m30s",
            dev_mode,
            scopes = ["https://www.googleapis.com/auth/spreadsheets"],
            crate = crate::reexported
        ),
        quote! {
            pub(crate) trait Inventory: Send + Sync {
                #[function(name = "Stock.adjust", timeout = "10s", retry = "never", dev_mode)]
                #[cfg(feature = "adjust")]
                async fn adjust(
                    &self,
                    sku: &str,
                    #[cfg(feature = "count")] r#by: i32,
                    #[parameter(omit_none)] reason: Option<&str>,
                ) -> Result<u32, AppError>;
            }
        },
    ));
}

#[test]
fn provided_methods() {
    insta::assert_snapshot!(expanded(
        quote!(id = "AKfycbxInventory"),
        quote! {
            trait Inventory {
                async fn total(&self) -> apps_script::Result<f64>;

                async fn twice(&self) -> apps_script::Result<f64> {
                    Ok(self.total().await? * 2.0)
                }

                fn describe(&self) -> String {
                    String::from("an inventory")
                }
            }
        },
    ));
}

#[test]
fn type_erased_handle() {
    insta::assert_snapshot!(expanded(
        quote!(id = "AKfycbxInventory", dyn),
        quote! {
            pub trait Inventory {
                async fn total(&self) -> apps_script::Result<f64>;
                async fn adjust<'a>(&'a self, sku: &'a str, prices: &[f64], by: i32) -> apps_script::Result<u32>;
            }
        },
    ));
}

#[cfg(feature = "blocking")]
#[test]
fn blocking_client() {
    insta::assert_snapshot!(expanded(
        quote!(id = "AKfycbxInventory", blocking),
        quote! {
            pub trait Inventory {
                /// Items at or below `threshold`.
                async fn low_stock(&self, threshold: u32) -> apps_script::Result<Vec<Item>>;
            }
        },
    ));
}

#[test]
fn a_trait_with_a_mistake_is_still_there() {
    insta::assert_snapshot!(expanded(
        quote!(id = "AKfycbxInventory", retries = 3),
        quote! {
            pub trait Inventory {
                fn total(&self) -> apps_script::Result<f64>;
                async fn low_stock(&self, threshold: u32) -> apps_script::Result<Vec<Item>>;
            }
        },
    ));
}

#[test]
fn what_cannot_be_parsed_is_still_there() {
    for (item, message) in [
        (
            quote!(pub trait Inventory { async fn total(&self) -> ; }),
            "compile_error",
        ),
        (quote!(inventory.total()), ""),
    ] {
        let tokens = entry::apps_script(quote!(id = "AKfycbxInventory"), item.clone()).to_string();
        assert!(tokens.contains(&item.to_string()), "{tokens}");
        assert!(tokens.contains(message), "{tokens}");
    }
}

/// The names of the constants and functions in the first `impl` of the client.
fn own_names() -> Vec<syn::Ident> {
    let item = quote!(
        pub trait Inventory {
            async fn total(&self) -> apps_script::Result<f64>;
        }
    );
    let file: syn::File =
        syn::parse2(entry::apps_script(quote!(id = "AKfycbxInventory"), item)).expect("a file");
    let first = file.items.into_iter().find_map(|item| match item {
        syn::Item::Impl(own) if own.trait_.is_none() => Some(own.items),
        _ => None,
    });
    let names = first.into_iter().flatten().filter_map(|item| match item {
        syn::ImplItem::Const(constant) => Some(constant.ident),
        syn::ImplItem::Fn(function) => Some(function.sig.ident),
        _ => None,
    });
    names.collect()
}

#[test]
fn no_method_has_a_name_of_the_clients_own() {
    let names = own_names();
    assert_eq!(names.len(), 9, "{names:?}");
    for name in names {
        let expansion = expanded(
            quote!(id = "AKfycbxInventory"),
            quote!(trait Inventory { async fn #name(&self) -> apps_script::Result<f64>; }),
        );
        let refusal = format!("`InventoryClient` keeps the name `{name}` for itself");
        assert!(expansion.contains(&refusal), "{name}");
    }
}
