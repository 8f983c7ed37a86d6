var global = this;
function onOpen() {
}
function showSidebar() {
}
function insertText() {
}
function wordCount() {
}
(() => {
  "use strict";

  const settings = { title: "Snippets", width: 300 };

  class Snippets {
    constructor(document) {
      this.document = document;
    }

    insert(text, bold = false) {
      const paragraph = this.document.getBody().appendParagraph(text);
      paragraph.setBold(bold);
      return paragraph.getText().length;
    }
  }

  function words(text) {
    return text.split(/\s+/).filter(Boolean).length;
  }

  global.onOpen = () => DocumentApp.getUi().createAddonMenu().addItem("Open", "showSidebar").addToUi();
  global.showSidebar = () => {
    const html = HtmlService.createHtmlOutput("<p>Snippets</p>").setTitle(settings.title).setWidth(settings.width);
    DocumentApp.getUi().showSidebar(html);
  };
  global.insertText = (text, bold) => new Snippets(DocumentApp.getActiveDocument()).insert(text, bold);
  global.wordCount = () => words(DocumentApp.getActiveDocument().getBody().getText());
})();
