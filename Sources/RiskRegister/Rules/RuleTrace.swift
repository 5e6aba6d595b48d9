/// How one decision table came to its answer: every row, every cell, and which rows applied.
///
/// The Rulebooks target makes it from DMN's own trace; `explain` and papers read it.
package struct RuleTrace: Hashable, Sendable {
    /// What became of a cell.
    package enum Verdict: String, Hashable, Sendable {
        /// The tested value satisfies it.
        case matched
        /// It does not.
        case failed
        /// It was not evaluated, because an earlier cell of the row had failed.
        case untested
    }

    /// One input cell of a row.
    package struct Cell: Hashable, Sendable {
        /// The column's label or expression ("score").
        package var input: String
        /// The cell's text (">= 15").
        package var test: String
        /// The tested value as FEEL text ("12", "null").
        package var value: String
        /// What became of it.
        package var verdict: Verdict

        /// A cell.
        package init(input: String, test: String, value: String, verdict: Verdict) {
            self.input = input
            self.test = test
            self.value = value
            self.verdict = verdict
        }
    }

    /// One row.
    package struct Row: Hashable, Sendable {
        /// The row's id ("REG-02").
        package var id: String
        /// Its place in the table, from 1.
        package var number: Int
        /// Its input cells.
        package var cells: [Cell]
        /// Its output cells as written: name and text (("register", "\"HLRR\"")).
        package var outputs: [Named]
        /// Its annotations: name and text (("Policy", "Delivery Plan 10.1")).
        package var annotations: [Named]
        /// It matched and the hit policy let it apply.
        package var isHit: Bool

        /// A row.
        package init(
            id: String, number: Int, cells: [Cell], outputs: [Named], annotations: [Named],
            isHit: Bool
        ) {
            self.id = id
            self.number = number
            self.cells = cells
            self.outputs = outputs
            self.annotations = annotations
            self.isHit = isHit
        }

        /// The policy clause: the text of the first annotation.
        package var clause: String { annotations.first?.text ?? "" }
    }

    /// A name with a text.
    package struct Named: Hashable, Sendable {
        /// The name.
        package var name: String
        /// The text.
        package var text: String

        /// A name with a text.
        package init(_ name: String, _ text: String) {
            self.name = name
            self.text = text
        }
    }

    /// The file of the table ("routing.dmn").
    package var file: String
    /// The line of the table in the file, from 1.
    package var line: Int
    /// The decision's name.
    package var decision: String
    /// The hit policy in words ("RULE ORDER").
    package var hitPolicy: String
    /// The inputs that the decision was given: name and FEEL text.
    package var inputs: [Named]
    /// The rows, in order; none for a literal expression.
    package var rows: [Row]
    /// The expression's text, for a decision that is no table; else "".
    package var expression: String
    /// The answer as FEEL text.
    package var answer: String

    /// A trace.
    package init(
        file: String, line: Int, decision: String, hitPolicy: String, inputs: [Named], rows: [Row],
        expression: String, answer: String
    ) {
        self.file = file
        self.line = line
        self.decision = decision
        self.hitPolicy = hitPolicy
        self.inputs = inputs
        self.rows = rows
        self.expression = expression
        self.answer = answer
    }

    /// Of rows that give an output text, the one nearest to applying: most cells matched, ties the first.
    package func nearest(giving output: String, text: String) -> Row? {
        let candidates = rows.filter { row in
            row.outputs.contains { $0.name == output && $0.text == text }
        }
        func matched(_ row: Row) -> Int { row.cells.count { $0.verdict == .matched } }
        guard let best = candidates.map(matched).max() else { return nil }
        return candidates.first { matched($0) == best }
    }
}
