// Runs under Node, beside the project: it is no part of it.
function seed() {
  console.log('npm run seed');
}
seed();
