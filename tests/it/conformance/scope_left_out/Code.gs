function main() {
  return UrlFetchApp.fetch('https://example.com/').getContentText();
}
