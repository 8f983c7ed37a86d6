//! Texts on their way between cells and JavaScript: a long one is there once on either side, however many cells
//! have it.

use std::{cell::RefCell, collections::HashMap, sync::Arc};

use rquickjs::{Array, Ctx, IntoJs, Value};

use super::functions::{BooksOfRun, refused};

/// Shorter texts take less memory than it takes to know them again, in bytes.
const LONG: usize = 128;

/// Makes JavaScript texts of those in cells.
pub(super) struct TextWriter<'js> {
    ctx: Ctx<'js>,
    /// By address, with what keeps the address taken.
    known: RefCell<HashMap<usize, (Arc<str>, Value<'js>)>>,
}

impl<'js> TextWriter<'js> {
    pub(super) fn new(ctx: &Ctx<'js>) -> Self {
        Self {
            ctx: ctx.clone(),
            known: RefCell::default(),
        }
    }

    pub(super) fn write(&self, text: &Arc<str>) -> rquickjs::Result<Value<'js>> {
        if text.len() < LONG {
            return text.as_ref().into_js(&self.ctx);
        }
        let address = text.as_ptr().addr();
        if let Some((_, known)) = self.known.borrow().get(&address) {
            return Ok(known.clone());
        }
        let made = text.as_ref().into_js(&self.ctx)?;
        let known = (Arc::clone(text), made.clone());
        self.known.borrow_mut().insert(address, known);
        Ok(made)
    }
}

/// Reads JavaScript texts for cells, and counts what they bring.
pub(super) struct TextReader<'r, 'js> {
    ctx: Ctx<'js>,
    books: &'r BooksOfRun,
    known: HashMap<Value<'js>, Arc<str>>,
}

impl<'r, 'js> TextReader<'r, 'js> {
    pub(super) fn new(ctx: &Ctx<'js>, books: &'r BooksOfRun) -> Self {
        Self {
            ctx: ctx.clone(),
            books,
            known: HashMap::new(),
        }
    }

    /// A grid of texts; what is no text is none.
    pub(super) fn grid(&mut self, rows: &Array<'js>) -> rquickjs::Result<Vec<Vec<Option<Arc<str>>>>> {
        let rows = rows.iter::<Array<'js>>();
        rows.map(|row| self.row(&row?)).collect()
    }

    fn row(&mut self, values: &Array<'js>) -> rquickjs::Result<Vec<Option<Arc<str>>>> {
        let values = values.iter::<Value<'js>>();
        values.map(|value| self.text(value?)).collect()
    }

    fn text(&mut self, value: Value<'js>) -> rquickjs::Result<Option<Arc<str>>> {
        let Some(text) = value.as_string() else {
            return Ok(None);
        };
        if let Some(known) = self.known.get(&value) {
            return Ok(Some(Arc::clone(known)));
        }
        let text = text.to_string()?;
        let spent = self.books.spend_text(text.len());
        spent.map_err(|refusal| refused(&self.ctx, &refusal))?;
        let text: Arc<str> = text.into();
        if text.len() >= LONG {
            self.known.insert(value, Arc::clone(&text));
        }
        Ok(Some(text))
    }
}
