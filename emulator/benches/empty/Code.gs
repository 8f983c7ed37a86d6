function empty() {}
