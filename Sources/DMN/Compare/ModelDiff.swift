/// What differs between two versions of a model: by element, column, row and cell.
///
///     let diff = ModelDiff.between(adopted, edited)
///     diff.lines      // ["Registers: row REG-01: score >= 15 becomes >= 12"]
///     diff.decides    // true
///
/// Elements are matched by id, else by name; columns by what they ask; rows by id, and those
/// without one by their conditions and place. The order of elements in a file, the ids of columns,
/// and the diagram mean nothing and are not compared.
package struct ModelDiff: Sendable {
    /// One difference.
    package struct Change: Sendable {
        /// What it is about.
        package let kind: Kind
        /// Where in the model it is.
        package let place: Place
        /// What stood there before; nil for what is new.
        package let old: String?
        /// What stands there now; nil for what is gone.
        package let new: String?
        /// What changed, without the element's name: `row REG-01: score >= 15 becomes >= 12`.
        package let sentence: String
        /// Where it stood in the old file; nil for what is new.
        package let oldLocation: SourceLocation?
        /// Where it stands in the new file; nil for what is gone.
        package let newLocation: SourceLocation?
        /// Whether an answer can depend on it.
        ///
        /// Labels, policy clauses, spelling and what nothing uses yet decide nothing.
        package let canDecide: Bool
        /// Whether it only adds what other changes may need: an input, a type, a requirement.
        package let isSupport: Bool
        let edit: @Sendable (inout Definitions) -> Void

        /// The sentence after the name of the element: `Registers: row REG-01: ...`.
        package var line: String { place.element.map { "\($0): \(sentence)" } ?? sentence }
    }

    /// The kinds of difference; the words never change.
    package enum Kind: String, Sendable, CaseIterable {
        case model
        case importedModel = "import"
        case type
        case input
        case decision
        case requirement
        case hitPolicy = "hit-policy"
        case column
        case rowAdded = "row-added"
        case rowRemoved = "row-removed"
        case rowMoved = "row-moved"
        case rowID = "row-id"
        case cell
        case annotation
        case label
        case description
        case logic
        case knowledge
        case service
        case id
        case spelling
    }

    /// Where in a model a difference is.
    package struct Place: Hashable, Sendable {
        /// The decision, function, input, type or service; nil for the model itself.
        package var element: String?
        /// The row of a table, by the id that it had.
        package var row: String?
        /// The column of a table, by its label.
        package var column: String?

        /// A place.
        package init(element: String? = nil, row: String? = nil, column: String? = nil) {
            self.element = element
            self.row = row
            self.column = column
        }
    }

    /// The differences, in an order in which they can be made one after another.
    package let changes: [Change]

    /// Whether the models say the same, word for word.
    package var isEmpty: Bool { changes.isEmpty }

    /// Whether an answer can depend on any of the differences.
    package var decides: Bool { changes.contains(where: \.canDecide) }

    /// A line for each difference.
    package var lines: [String] { changes.map(\.line) }

    /// What differs between two versions of a model.
    ///
    /// - Parameters:
    ///   - old: The version before.
    ///   - new: The version after.
    /// - Returns: The differences; none when both say the same.
    package static func between(_ old: Definitions, _ new: Definitions) -> ModelDiff {
        var comparison = ModelComparison(old, new)
        comparison.compare()
        // An element's id is the last to change: its rows are found by it.
        let last = comparison.lastChanges
        return ModelDiff(
            changes: comparison.changes + last.filter { $0.kind != .id }
                + last.filter { $0.kind == .id })
    }

    /// A model with one difference made, and nothing else.
    ///
    /// All differences of a diff, made in order, turn the old version into the new one. One alone
    /// may give a model that does not compile: a renamed input, say, whose name cells still use.
    ///
    /// - Parameters:
    ///   - change: A difference between this model and another.
    ///   - definitions: The old version, or it with some of the differences made.
    /// - Returns: The model with the difference made.
    package static func applying(
        _ change: Change, to definitions: Definitions
    ) -> Definitions {
        var definitions = definitions
        change.edit(&definitions)
        return definitions
    }
}

/// Where a boxed expression is: in which element, and which part of which part.
struct ExpressionPlace: Sendable {
    /// What holds the expression.
    enum Holder: Sendable {
        case decision(String)
        case knowledge(String)
    }

    var holder: Holder
    var path: [Int] = []

    /// Changes the expression at the place, where there is one.
    func update(_ definitions: inout Definitions, _ change: (inout BoxedExpression) -> Void) {
        switch holder {
        case .decision(let id):
            guard let index = definitions.decisions.firstIndex(where: { $0.id == id }),
                var expression = definitions.decisions[index].expression
            else { return }
            expression.update(path[...], change)
            definitions.decisions[index].expression = expression
        case .knowledge(let id):
            guard let index = definitions.knowledgeModels.firstIndex(where: { $0.id == id }),
                var expression = definitions.knowledgeModels[index].boxedLogic
            else { return }
            expression.update(path[...], change)
            if case .function(let logic) = expression.kind {
                definitions.knowledgeModels[index].logic = logic
            }
        }
    }

    /// Changes the table at the place, where there is one.
    func updateTable(_ definitions: inout Definitions, _ change: (inout DecisionTable) -> Void) {
        update(&definitions) { expression in
            guard case .table(var table) = expression.kind else { return }
            change(&table)
            expression.kind = .table(table)
        }
    }
}

extension BusinessKnowledgeModel {
    /// The function as a boxed expression.
    var boxedLogic: BoxedExpression? {
        logic.map {
            BoxedExpression(id: nil, typeRef: nil, kind: .function($0), location: $0.location)
        }
    }
}
