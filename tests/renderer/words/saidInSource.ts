import ts from 'typescript'

/** Stands for whatever is only known while the app runs: `${...}` in the source, `{{name}}` among the words. */
export const gap = '{{}}'

/** What a person may read under these names, whether of a field or of a parameter. */
const spokenNames = new Set(['sentence', 'nextStep', 'fix', 'trouble', 'words', 'reason'])

/** A choice within a choice multiplies: beyond this many forms a sentence is made in a way that nobody could translate. */
const mostForms = 64

/** Every text that a source file has for people, once for each form that it can take. */
export function saidIn(path: string, source: string): readonly string[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true)
  const scope = scopeOf(file)
  const said = new Set<string>()
  visit(file, (node) => {
    for (const text of spokenBy(node, scope)) {
      for (const form of formsOf(text, scope, 0)) said.add(form.replaceAll(/({{}})+/g, gap))
    }
  })
  return [...said].filter((text) => isSpeech(text))
}

/** Speech has words; codes, ids and what only passes on another text have none. */
const isSpeech = (text: string) => /[a-z]/i.test(text.replaceAll(gap, '')) && text.includes(' ')

type Scope = ReadonlyMap<string, ts.Expression | ts.ArrowFunction | ts.FunctionDeclaration>

/** What names mean in a file; a name that means several things means nothing here. */
function scopeOf(file: ts.SourceFile): Scope {
  const found = new Map<string, ts.Expression | ts.FunctionDeclaration>()
  const doubtful = new Set<string>()
  const put = (name: string, value: ts.Expression | ts.FunctionDeclaration) => {
    if (found.has(name)) doubtful.add(name)
    found.set(name, value)
  }
  visit(file, (node) => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer !== undefined) {
      put(node.name.text, node.initializer)
    }
    if (ts.isFunctionDeclaration(node) && node.name !== undefined) put(node.name.text, node)
  })
  return new Map([...found].filter(([name]) => !doubtful.has(name)))
}

/** The expressions for people that begin at a node. */
function spokenBy(node: ts.Node, scope: Scope): readonly ts.Expression[] {
  if (ts.isPropertyAssignment(node)) return spokenNames.has(node.name.getText()) ? [node.initializer] : []
  if (ts.isShorthandPropertyAssignment(node)) return spokenNames.has(node.name.text) ? [node.name] : []
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return []
  const called = scope.get(node.expression.text)
  if (called === undefined || !isFunction(called)) return []
  return called.parameters.flatMap((parameter, index) => {
    const given = node.arguments[index]
    return given !== undefined && spokenNames.has(parameter.name.getText()) ? [given] : []
  })
}

const isFunction = (node: ts.Node): node is ts.ArrowFunction | ts.FunctionDeclaration =>
  ts.isArrowFunction(node) || ts.isFunctionDeclaration(node)

/** All texts that an expression can become. */
function formsOf(node: ts.Node, scope: Scope, depth: number): readonly string[] {
  if (depth > 8) return [gap]
  const inner = (part: ts.Node) => formsOf(part, scope, depth + 1)
  if (ts.isStringLiteralLike(node)) return [node.text]
  if (ts.isTemplateExpression(node)) {
    return node.templateSpans.reduce<readonly string[]>(
      (forms, { expression, literal }) => combined(combined(forms, inner(expression)), [literal.text]),
      [node.head.text],
    )
  }
  if (ts.isParenthesizedExpression(node)) return inner(node.expression)
  if (ts.isConditionalExpression(node)) return [...inner(node.whenTrue), ...inner(node.whenFalse)]
  if (ts.isBinaryExpression(node)) return formsOfOperation(node, inner)
  if (ts.isIdentifier(node)) return formsOfName(node, scope, depth)
  if (ts.isCallExpression(node)) return formsOfCall(node, inner, scope)
  if (ts.isElementAccessExpression(node) && ts.isIdentifier(node.expression)) {
    const table = scope.get(node.expression.text)
    if (table !== undefined && ts.isObjectLiteralExpression(table)) {
      return table.properties.flatMap((row) => (ts.isPropertyAssignment(row) ? inner(row.initializer) : []))
    }
  }
  return [gap]
}

function formsOfOperation(node: ts.BinaryExpression, inner: (part: ts.Node) => readonly string[]) {
  const { kind } = node.operatorToken
  if (kind === ts.SyntaxKind.QuestionQuestionToken) {
    // `?? ''` satisfies the compiler where something is always there.
    return [...inner(node.left), ...inner(node.right).filter((text) => text !== '')]
  }
  return kind === ts.SyntaxKind.PlusToken ? combined(inner(node.left), inner(node.right)) : [gap]
}

function formsOfName(node: ts.Identifier, scope: Scope, depth: number): readonly string[] {
  const meant = scope.get(node.text)
  return meant === undefined || isFunction(meant) ? [gap] : formsOf(meant, scope, depth + 1)
}

/** A function of the same file says what it returns; trimming changes no word. */
function formsOfCall(node: ts.CallExpression, inner: (part: ts.Node) => readonly string[], scope: Scope) {
  const { expression } = node
  if (ts.isPropertyAccessExpression(expression)) {
    return ['trim', 'replace'].includes(expression.name.text) ? inner(expression.expression) : [gap]
  }
  const called = ts.isIdentifier(expression) ? scope.get(expression.text) : undefined
  if (called === undefined || !isFunction(called) || called.body === undefined) return [gap]
  return ts.isBlock(called.body) ? returnsOf(called.body).flatMap(inner) : inner(called.body)
}

function returnsOf(body: ts.Block): readonly ts.Expression[] {
  const returned: ts.Expression[] = []
  visit(body, (node) => {
    if (ts.isReturnStatement(node) && node.expression !== undefined) returned.push(node.expression)
  })
  return returned
}

function combined(heads: readonly string[], tails: readonly string[]): readonly string[] {
  const all = [...new Set(heads.flatMap((head) => tails.map((tail) => head + tail)))]
  if (all.length > mostForms) throw new Error(`A sentence has too many forms: ${all[0] ?? ''}`)
  return all
}

function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node)
  ts.forEachChild(node, (child) => visit(child, see))
}
