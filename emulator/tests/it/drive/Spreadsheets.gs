function asFiles() {
  const book = SpreadsheetApp.create('Stock');
  book.getSheets()[0].getRange('A1').setValue(5);
  const file = DriveApp.getFileById(book.getId());
  const names = (files) => {
    const all = [];
    while (files.hasNext()) all.push(files.next().getName());
    return all;
  };
  return [
    file.getName(),
    file.getMimeType() === MimeType.GOOGLE_SHEETS,
    file.getSize(),
    file.getUrl().startsWith(`https://docs.google.com/spreadsheets/d/${book.getId()}/edit`),
    file.getOwner().getEmail(),
    Date.now() - file.getDateCreated().getTime() < 3600000,
    file.getParents().next().getId() === DriveApp.getRootFolder().getId(),
    names(DriveApp.getFilesByName('Stock')),
    names(DriveApp.getFilesByType(MimeType.GOOGLE_SHEETS)).sort(),
    names(DriveApp.searchFiles("mimeType = 'application/vnd.google-apps.spreadsheet' and title contains 'sto'")),
    SpreadsheetApp.open(file).getSheets()[0].getRange('A1').getValue(),
    SpreadsheetApp.openByUrl(file.getUrl()).getName(),
  ];
}

function moved() {
  const book = SpreadsheetApp.create('Plan');
  const folder = DriveApp.getFolderById('1Reports');
  const file = DriveApp.getFileById(book.getId());
  const seen = [];
  file.moveTo(folder).setName('Plan 2027').setStarred(true).setDescription('next year');
  seen.push(book.getName(), folder.getFilesByName('Plan 2027').hasNext(), file.isStarred(), file.getDescription());
  book.rename('Plan 2028');
  seen.push(file.getName(), folder.getFilesByName('Plan 2028').next().getId() === book.getId());
  file.setTrashed(true);
  seen.push(DriveApp.getFilesByName('Plan 2028').hasNext(), DriveApp.getTrashedFiles().next().getName());
  seen.push(SpreadsheetApp.openById(book.getId()).getName());
  return seen;
}

function copied() {
  const book = SpreadsheetApp.create('Template');
  book.getSheets()[0].getRange('B2').setFormula('=1+2');
  const file = DriveApp.getFileById(book.getId());
  const copy = file.makeCopy('June', DriveApp.getFolderById('1Reports'));
  const other = file.makeCopy();
  const third = SpreadsheetApp.openById(DriveApp.getFileById(book.copy('Third').getId()).getId());
  SpreadsheetApp.open(copy).getSheets()[0].getRange('B3').setValue('only here');
  return [
    copy.getName(),
    copy.getParents().next().getName(),
    SpreadsheetApp.open(copy).getSheets()[0].getRange('B2').getValue(),
    other.getName(),
    third.getName(),
    book.getSheets()[0].getRange('B3').getValue(),
    copy.getId() === file.getId(),
  ];
}

function givenOnes() {
  const file = DriveApp.getFileById('1Given');
  return [file.getName(), file.getOwner().getEmail(), DriveApp.getFilesByName('Given').hasNext()];
}

function notThere(method) {
  const file = DriveApp.getFileById(SpreadsheetApp.create('x').getId());
  return method === 'createFile'
    ? DriveApp.createFile('x', 'a,b', MimeType.GOOGLE_SHEETS)
    : file[method](method === 'getAs' ? 'application/pdf' : 'text');
}

function noArgument(method) {
  return DriveApp.getFileById(SpreadsheetApp.create('x').getId())[method]();
}

function changedNow() {
  const file = DriveApp.getFileById('1Given');
  const before = file.getLastUpdated().getTime();
  Utilities.sleep(5);
  SpreadsheetApp.openById('1Given').getSheets()[0].getRange('A1').setValue(1);
  SpreadsheetApp.flush();
  return file.getLastUpdated().getTime() > before;
}
