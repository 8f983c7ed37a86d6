function testPropertiesAreTexts() {
  const properties = PropertiesService.getScriptProperties();
  properties.setProperties({ number: 5, yes: true, text: 'x', object: {}, list: [1, 2] });
  equal(properties.getProperties(), { list: '1,2', number: '5', object: '[object Object]', text: 'x', yes: 'true' });
  equal(properties.setProperty('number', 1.5).getProperty('number'), '1.5');
}

function testPropertiesOfEveryStoreAreApart() {
  PropertiesService.getScriptProperties().deleteAllProperties().setProperty('a', 'script');
  PropertiesService.getUserProperties().deleteAllProperties().setProperty('a', 'user');
  equal(PropertiesService.getScriptProperties().getProperty('a'), 'script');
  equal(PropertiesService.getUserProperties().getProperty('a'), 'user');
  equal(PropertiesService.getDocumentProperties(), null);
}

function testPropertiesAreReadAndRemoved() {
  const properties = PropertiesService.getUserProperties();
  properties.setProperties({ a: '1', b: '2' }, true);
  equal(properties.getKeys().sort(), ['a', 'b']);
  equal(properties.deleteProperty('a').getProperty('a'), null);
  equal(properties.setProperties({ c: '3' }).getKeys(), ['b', 'c']);
  equal(properties.setProperties({ d: '4' }, true).getProperties(), { d: '4' });
  equal(properties.deleteAllProperties().getKeys(), []);
}

function testPropertiesHaveLimits() {
  const properties = PropertiesService.getScriptProperties();
  fails(() => properties.setProperty('a', 'x'.repeat(9217)), 'Exception: Argument too large: value');
  equal(properties.setProperty('a', 'x'.repeat(9216)).getProperty('a').length, 9216);
  properties.deleteProperty('a');
  fails(
    () => properties.setProperty('a'),
    "Exception: The parameters (String) don't match the method signature for PropertiesService.Properties.setProperty.",
  );
}
