const pass = 0.6

function makeQuiz(title, questions) {
  const form = FormApp.create(title).setIsQuiz(true)
  questions.forEach(q => {
    const item = form.addMultipleChoiceItem()
    item.setTitle(q.text).setChoices(q.answers.map((a, i) => item.createChoice(a, i === q.right))).setPoints(q.points ?? 1)
  })
  return form.getId()
}

function grade(formId) {
  return answersOf(formId).map(({who, points, max}) => ({who, grade: points / max, passed: points / max >= pass}))
}

const answersOf = formId => FormApp.openById(formId).getResponses().map(r => {
  const items = r.getGradableItemResponses()
  return {
    who: r.getRespondentEmail(),
    points: items.reduce((s, i) => s + i.getScore(), 0),
    max: items.reduce((s, i) => s + i.getItem().asMultipleChoiceItem().getPoints(), 0),
  }
})

const mean = (...grades) => grades.length ? grades.reduce((a, b) => a + b) / grades.length : null

const best = ([first, ...rest], {by = 'grade'} = {}) => rest.reduce((a, b) => b[by] > a[by] ? b : a, first)

const noop = () => {}

const swap = async ([a, b]) => [b, a]

const shout = _ => `${_}!`
