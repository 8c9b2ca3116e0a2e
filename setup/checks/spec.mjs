// SPEC.md and the tests say the same: every rule is carried by a test, every number in a test's name is a rule.
// A rule is a line `- **CO1** ...`; a test carries it with `[CO1]` (or `[CO1] [CO2]`, `[CO1, CO2]`) in its name.
import { existsSync, globSync, readFileSync } from 'node:fs'
import ts from 'typescript'

const TEST_WORDS = new Set(['it', 'test', 'describe'])

/**
 * The names given to tests in one file, as far as they are written out.
 *
 * @param {string} file
 * @returns {{ name: string, line: number }[]}
 */
function testNames(file) {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
  /** @type {{ name: string, line: number }[]} */
  const names = []
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isCallExpression(node) && TEST_WORDS.has(rootWord(node.expression))) {
      const [first] = node.arguments
      const name =
        first &&
        (ts.isStringLiteralLike(first) ? first.text : ts.isTemplateExpression(first) ? first.head.text : '')
      if (name) names.push({ name, line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1 })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return names
}

/**
 * `it` of `it('...')`, `it.each(...)('...')`, `test.prop([...])('...')`.
 *
 * @param {ts.Expression} callee
 * @returns {string}
 */
function rootWord(callee) {
  if (ts.isIdentifier(callee)) return callee.text
  if (ts.isPropertyAccessExpression(callee) || ts.isCallExpression(callee)) return rootWord(callee.expression)
  return ''
}

/** @param {string} name */
const numbersIn = (name) =>
  [...name.matchAll(/\[([A-Z]{2}\d+(?:,? [A-Z]{2}\d+)*)\]/g)].flatMap(([, list = '']) => list.split(/,? /))

const problems = []
const text = existsSync('SPEC.md') ? readFileSync('SPEC.md', 'utf8') : ''
if (text === '') problems.push('SPEC.md is missing')
const rules = [...text.matchAll(/^- \*\*([A-Z]{2}\d+)\*\*/gm)].map(([, number = '']) => number)
for (const [index, rule] of rules.entries()) {
  if (rules.indexOf(rule) !== index) problems.push(`SPEC.md: ${rule} is there twice`)
}

const carried = new Set()
for (const file of globSync('tests/**/*.ts')) {
  for (const { name, line } of testNames(file)) {
    for (const number of numbersIn(name)) {
      carried.add(number)
      if (!rules.includes(number))
        problems.push(`${file}:${line} carries ${number}, which is no rule of SPEC.md`)
    }
  }
}
for (const rule of rules) if (!carried.has(rule)) problems.push(`SPEC.md: no test carries ${rule}`)

for (const problem of problems) console.error(problem)
console.log(`spec: ${rules.length} rules, ${problems.length} problems`)
process.exit(problems.length > 0 ? 1 : 0)
