(function (host, kit) {
  'use strict';
  const { freeze } = Object;
  const DateOf = Date;
  const { blobs, enumeration, exception, memberOf, service, text } = kit;

  const Access = enumeration(['ANYONE', 'ANYONE_WITH_LINK', 'DOMAIN', 'DOMAIN_WITH_LINK', 'PRIVATE']);
  const Permission = enumeration(['VIEW', 'EDIT', 'COMMENT', 'OWNER', 'ORGANIZER', 'FILE_ORGANIZER', 'NONE']);
  const MimeType = host.mimeTypes();
  const parseQuery = host.query(exception);

  // The items behind the objects that a script holds.
  const ids = new WeakMap();
  const isItem = (value) => typeof value === 'object' && value !== null && ids.has(value);
  const own = {
    Access: memberOf(Access),
    Permission: memberOf(Permission),
    Folder: (value) => isItem(value) && item(ids.get(value)).folder,
    File: isItem,
    User: (value) => typeof value === 'object' && value !== null && typeof value.getEmail === 'function',
    nullable: (value) => value === null || value === undefined || typeof value === 'string',
  };

  function item(id) {
    const found = host.item(id);
    if (found === null) {
      throw exception('No item with the given ID could be found, or you do not have permission to access it.');
    }
    return found;
  }

  function byId(id) {
    if (id === '' || id === null || id === undefined) {
      throw exception('Invalid argument: id');
    }
    return item(id === 'root' ? host.root : id);
  }

  function folderById(id) {
    const found = byId(id);
    if (!found.folder) {
      throw exception('No item with the given ID could be found, or you do not have permission to access it.');
    }
    return folder(found.id);
  }

  // Every item, the newest first, each knowing whether it is in the trash with the folders around it.
  function all() {
    const items = host.items();
    const byIds = new Map(items.map((one) => [one.id, one]));
    const inTrash = (one, steps) =>
      one !== undefined && steps > 0 && (one.trashed || inTrash(byIds.get(one.parent), steps - 1));
    return items
      .filter((one) => one.id !== host.root)
      .map((one) => ({ ...one, trashed: inTrash(one, 100) }))
      .sort((a, b) => b.updated - a.updated || b.order - a.order);
  }

  function iterator(name, found, make) {
    let next = 0;
    return service(name, {
      hasNext: { '': () => next < found.length },
      next: {
        '': () => {
          if (next >= found.length) {
            throw exception('Cannot retrieve the next object: iterator has reached the end.');
          }
          next += 1;
          return make(found[next - 1].id);
        },
      },
      toString: () => name,
    });
  }

  const files = (test) => iterator('FileIterator', all().filter((one) => !one.folder && test(one)), file);
  const folders = (test) => iterator('FolderIterator', all().filter((one) => one.folder && test(one)), folder);

  // What the Drive as a whole and each folder can do; `inside` says which items stand in it.
  function container(inside, id) {
    const there = (one) => inside(one) && !one.trashed;
    const searched = (list) => (query) => {
      const test = parseQuery(query, host.root);
      return list((one) => inside(one) && test(one));
    };
    return {
      createFile: {
        Blob: (blob) => {
          const { bytes, name, type } = blobs().dataOf(blob);
          return create(id, name ?? 'Untitled', bytes, type ?? 'application/octet-stream');
        },
        'String, String': (name, content) => create(id, name, host.encode(content), 'text/plain'),
        'String, String, String': (name, content, type) => create(id, name, host.encode(content), type),
      },
      createFolder: {
        String: (name) => folder(host.add({ name, parent: id, folder: true, mimeType: MimeType.FOLDER }, '')),
      },
      getFiles: { '': () => files(there) },
      getFilesByName: { String: (name) => files((one) => there(one) && one.name === name) },
      getFilesByType: { String: (type) => files((one) => there(one) && one.mimeType === type) },
      getFolders: { '': () => folders(there) },
      getFoldersByName: { String: (name) => folders((one) => there(one) && one.name === name) },
      searchFiles: { String: searched(files) },
      searchFolders: { String: searched(folders) },
    };
  }

  const lackingOf = (what) => exception(`${what} is not part of the emulator.`);

  const LARGEST = 50 * 1024 * 1024;

  function create(parent, name, bytes, mimeType) {
    if (mimeType === host.spreadsheetType) {
      throw lackingOf('Making a spreadsheet of a text or a blob');
    }
    if (bytes.length > LARGEST) {
      throw exception(`File ${name} exceeds the maximum file size.`);
    }
    return file(host.add({ name, parent, mimeType }, bytes));
  }

  // What files and folders have in common.
  function common(id, itself) {
    const read = (field) => ({ '': () => item(id)[field] });
    const change = (fields) => {
      item(id);
      host.change(id, fields);
      return itself();
    };
    const flag = (field) => ({ boolean: (value) => change({ [field]: value }) });
    const emailOf = (user) => (typeof user === 'string' ? user : user.getEmail());
    const members = (list) => ({
      add: (user) => change({ [list]: [...new Set([...item(id)[list], emailOf(user)])] }),
      remove: (user) => change({ [list]: item(id)[list].filter((email) => email !== emailOf(user)) }),
      addAll: (emails) => change({ [list]: [...new Set([...item(id)[list], ...emails.map(emailOf)])] }),
      get: { '': () => item(id)[list].map(user) },
    });
    const [editors, viewers] = [members('editors'), members('viewers')];
    const one = (run) => ({ String: run, User: run });
    return {
      addEditor: one(editors.add),
      addEditors: { 'Object[]': editors.addAll },
      addViewer: one(viewers.add),
      addViewers: { 'Object[]': viewers.addAll },
      getDateCreated: { '': () => new DateOf(item(id).created) },
      getDescription: read('description'),
      getEditors: editors.get,
      getId: { '': () => id },
      getLastUpdated: { '': () => new DateOf(item(id).updated) },
      getName: read('name'),
      getOwner: { '': () => user(item(id).owner || host.user) },
      getParents: {
        '': () => {
          const { parent } = item(id);
          return iterator('FolderIterator', parent === null ? [] : [{ id: parent }], folder);
        },
      },
      getResourceKey: { '': () => null },
      getSharingAccess: { '': () => Access[item(id).access] },
      getSharingPermission: { '': () => Permission[item(id).permission] },
      getSize: read('size'),
      getViewers: viewers.get,
      isShareableByEditors: read('shareableByEditors'),
      isStarred: read('starred'),
      isTrashed: { '': () => all().some((other) => other.id === id && other.trashed) },
      moveTo: { Folder: (target) => change({ parent: placeIn(target, id) }) },
      removeEditor: one(editors.remove),
      removeViewer: one(viewers.remove),
      setDescription: { nullable: (description) => change({ description: description ?? null }) },
      setName: { String: (name) => change({ name }) },
      setOwner: one((owner) => change({ owner: emailOf(owner) })),
      setShareableByEditors: flag('shareableByEditors'),
      setSharing: {
        'Access, Permission': (access, permission) =>
          change({ access: access.name(), permission: permission.name() }),
      },
      setStarred: flag('starred'),
      setTrashed: flag('trashed'),
    };
  }

  // The ID of a folder that this item can stand in: not itself, and nothing in it.
  function placeIn(target, id) {
    const targetId = ids.get(target);
    for (let around = targetId; around !== null; around = item(around).parent) {
      if (around === id) {
        throw exception('A folder cannot be moved into itself or into a folder inside of it.');
      }
    }
    return targetId;
  }

  function user(email) {
    return kit.complete('User', {
      getDomain: () => email.split('@')[1] ?? '',
      getEmail: () => email,
      getName: () => email.split('@')[0],
      getPhotoUrl: () => null,
      toString: () => 'User',
    });
  }

  function file(id) {
    // Google makes a PDF of a spreadsheet.
    const refuseSpreadsheet = (method) => {
      if (host.isSpreadsheet(id)) {
        throw lackingOf(`File.${method} of a spreadsheet`);
      }
    };
    const blob = () => {
      refuseSpreadsheet('getBlob');
      const { mimeType, name } = item(id);
      return blobs().make(host.content(id), mimeType, name);
    };
    const copy = (name, target) => {
      const { parent, mimeType } = item(id);
      const place = target === undefined ? parent : ids.get(target);
      if (host.isSpreadsheet(id)) {
        return file(host.copySpreadsheet(id, name ?? `Copy of ${item(id).name}`, place));
      }
      return create(place, name ?? `Copy of ${item(id).name}`, host.content(id), mimeType);
    };
    const made = service(
      'File',
      {
        ...common(id, () => made),
        getAs: { String: (type) => blob().getAs(type) },
        getBlob: { '': blob },
        getDownloadUrl: {
          '': () => {
            refuseSpreadsheet('getDownloadUrl');
            return `https://drive.google.com/uc?id=${id}&export=download`;
          },
        },
        getMimeType: { '': () => item(id).mimeType },
        getThumbnail: { '': () => null },
        getUrl: {
          '': () =>
            host.isSpreadsheet(id)
              ? `https://docs.google.com/spreadsheets/d/${id}/edit?usp=drivesdk`
              : `https://drive.google.com/file/d/${id}/view?usp=drivesdk`,
        },
        makeCopy: {
          '': () => copy(),
          String: (name) => copy(name),
          Folder: (target) => copy(undefined, target),
          'String, Folder': copy,
        },
        setContent: {
          String: (content) => {
            item(id);
            refuseSpreadsheet('setContent');
            host.setContent(id, host.encode(content));
            return made;
          },
        },
        toString: () => item(id).name,
      },
      own,
    );
    ids.set(made, id);
    return made;
  }

  function folder(id) {
    const made = service(
      'Folder',
      {
        ...common(id, () => made),
        ...container((one) => one.parent === id, id),
        addFile: { File: (child) => moveHere(child) },
        addFolder: { Folder: (child) => moveHere(child) },
        getUrl: { '': () => `https://drive.google.com/drive/folders/${id}` },
        toString: () => item(id).name,
      },
      own,
    );
    const moveHere = (child) => {
      host.change(ids.get(child), { parent: placeIn(made, ids.get(child)) });
      return made;
    };
    ids.set(made, id);
    return made;
  }

  const anywhere = () => true;
  const trashed = (one) => one.trashed;
  return {
    DriveApp: service(
      'DriveApp',
      {
        ...container(anywhere, host.root),
        Access,
        Permission,
        getFileById: { nullable: (id) => file(byId(id).id) },
        getFileByIdAndResourceKey: { 'String, String': (id) => file(byId(id).id) },
        getFolderById: { nullable: folderById },
        getFolderByIdAndResourceKey: { 'String, String': folderById },
        getRootFolder: { '': () => folder(host.root) },
        getStorageLimit: { '': () => 15 * 1024 * 1024 * 1024 },
        getStorageUsed: { '': () => all().reduce((sum, one) => sum + one.size, 0) },
        getTrashedFiles: { '': () => files(trashed) },
        getTrashedFolders: { '': () => folders(trashed) },
        toString: () => 'DriveApp',
      },
      own,
    ),
    MimeType: freeze(MimeType),
  };
})
