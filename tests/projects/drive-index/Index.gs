/**
 * Lists the files of a folder.
 *
 * @param {string} folderId
 * @param {string} [mimeType]
 * @return {Array<{id: string, name: string, size: number, updated: string}>}
 */
function listFiles(folderId, mimeType) {
  var folder = DriveApp.getFolderById(folderId);
  var files = mimeType ? folder.getFilesByType(mimeType) : folder.getFiles();
  var list = [];
  while (files.hasNext()) {
    var file = files.next();
    list.push({
      id: file.getId(),
      name: file.getName(),
      size: file.getSize(),
      updated: file.getLastUpdated().toISOString()
    });
  }
  return list;
}

/**
 * @param {string} id
 * @return {Blob}
 */
function download(id) {
  return DriveApp.getFileById(id).getBlob();
}

/**
 * The bytes of a file in Base64.
 *
 * @param {string} id
 * @return {string}
 */
function downloadBase64(id) {
  return Utilities.base64Encode(download(id).getBytes());
}

// Größe eines Ordners
function folderSize(folderId) {
  return listFiles(folderId).reduce(function (sum, file) { return sum + file.size; }, 0);
}
