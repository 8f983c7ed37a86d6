function all(iterator, show) {
  const found = [];
  while (iterator.hasNext()) {
    found.push(show ? show(iterator.next()) : iterator.next().getName());
  }
  return found;
}

function create() {
  const text = DriveApp.createFile('notes.txt', 'ünï');
  const html = DriveApp.createFile('page.html', '<p>', MimeType.HTML);
  const reports = DriveApp.createFolder('reports');
  const png = reports.createFile(Utilities.newBlob([0, -1], 'image/png', 'dot.png'));
  return [text, html, png].map((file) => [
    file.getName(),
    file.getMimeType(),
    file.getSize(),
    all(file.getParents()),
    String(file),
    file.getOwner().getEmail(),
  ]);
}

function read() {
  const file = DriveApp.getFileById('1June');
  const blob = file.getBlob();
  return [
    blob.getDataAsString(),
    blob.getContentType(),
    blob.getName(),
    file.getUrl(),
    file.getDownloadUrl(),
    file.getDateCreated() instanceof Date,
    all(file.getParents(), (folder) => [folder.getName(), folder.getId()]),
  ];
}

function change() {
  const file = DriveApp.getFileById('1June');
  file.setName('July.csv').setDescription('sums').setStarred(true).setContent('a,b');
  file.setSharing(DriveApp.Access.ANYONE_WITH_LINK, DriveApp.Permission.VIEW);
  file.addEditor('ann@example.com').addEditor('ann@example.com').addViewers(['bob@example.com', 'dan@example.com']);
  file.removeViewer('dan@example.com');
  const again = DriveApp.getFileById('1June');
  return [
    again.getName(),
    again.getDescription(),
    again.isStarred(),
    again.getBlob().getDataAsString(),
    again.getSize(),
    String(again.getSharingAccess()),
    again.getSharingAccess() === DriveApp.Access.ANYONE_WITH_LINK,
    again.getEditors().map((user) => user.getEmail()),
    again.getViewers().map((user) => user.getEmail()),
  ];
}

function copyAndMove() {
  const archive = DriveApp.createFolder('archive');
  const file = DriveApp.getFileById('1June');
  file.makeCopy('copy.csv', archive);
  file.makeCopy();
  file.makeCopy(archive);
  file.moveTo(archive);
  return [all(archive.getFiles()).sort(), all(DriveApp.getFolderById('1Reports').getFiles())];
}

function intoItself() {
  const outer = DriveApp.createFolder('outer');
  const inner = outer.createFolder('inner');
  outer.moveTo(inner);
}

function trash() {
  const folder = DriveApp.getFolderById('1Reports');
  const file = DriveApp.getFileById('1June');
  const before = [all(DriveApp.getFiles()), file.isTrashed()];
  folder.setTrashed(true);
  const after = [all(DriveApp.getFiles()), file.isTrashed(), all(DriveApp.getTrashedFiles())];
  folder.setTrashed(false);
  return [before, after, file.isTrashed()];
}

function lists() {
  const root = DriveApp.getRootFolder();
  return [
    root.getName(),
    all(DriveApp.getFolders()),
    all(root.getFolders()),
    all(root.getFiles()),
    all(DriveApp.getFilesByName('June report.csv')),
    all(DriveApp.getFilesByType(MimeType.CSV)),
    all(DriveApp.getFoldersByName('nothing')),
    DriveApp.getFolderById('root').getId() === root.getId(),
  ];
}

function search(query) {
  return all(DriveApp.searchFiles(query)).sort();
}

function searchFolders(query) {
  return all(DriveApp.searchFolders(query));
}

function end() {
  DriveApp.getFoldersByName('nothing').next();
}

function byId(id) {
  return DriveApp.getFileById(id).getName();
}

function folderById(id) {
  return DriveApp.getFolderById(id).getName();
}

function lacking() {
  DriveApp.getFileById('1June').getAccess('ann@example.com');
}

function createWith(...values) {
  DriveApp.createFile(...values);
}
