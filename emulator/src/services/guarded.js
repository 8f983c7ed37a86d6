// Stands before a service: asks at each call whether it is refused.
(function (kit, path, service, refusal) {
  'use strict';
  const { apply, get } = Reflect;
  return new Proxy(Object.create(service), {
    get(_, name) {
      const member = get(service, name, service);
      if (typeof name === 'symbol' || typeof member !== 'function' || name === 'toString') {
        return member;
      }
      return (...values) => {
        const message = refusal(name);
        if (message !== undefined) {
          throw kit.exception(message);
        }
        return apply(member, service, values);
      };
    },
  });
})
