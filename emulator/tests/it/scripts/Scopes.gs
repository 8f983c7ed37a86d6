// A project that needs no scope cannot be run. Google finds scopes in comments too: Session.getActiveUser().
