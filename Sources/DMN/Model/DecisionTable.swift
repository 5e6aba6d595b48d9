extension DecisionTrace {
    /// How many rows of a table may match, and what the answer is when they do.
    public enum HitPolicy: String, Hashable, Sendable, CaseIterable {
        /// At most one row matches.
        case unique = "UNIQUE"
        /// Any matching row, since all that match agree.
        case any = "ANY"
        /// The matching row whose output stands first in the output values.
        case priority = "PRIORITY"
        /// The first matching row, top to bottom.
        case first = "FIRST"
        /// All matching rows, by the order of the output values.
        case outputOrder = "OUTPUT ORDER"
        /// All matching rows, top to bottom.
        case ruleOrder = "RULE ORDER"
        /// All matching rows, or one figure made of them.
        case collect = "COLLECT"

        /// What the policy means, for a reader who has never seen one.
        public var explanation: String {
            switch self {
            case .unique: "exactly one row may match"
            case .any: "several rows may match, and then agree"
            case .priority: "of the rows that match, the highest output wins"
            case .first: "the first row that matches, top to bottom"
            case .outputOrder: "every matching row applies, highest output first"
            case .ruleOrder: "every matching row applies, top to bottom"
            case .collect: "every matching row applies"
            }
        }

        /// Whether the answer is a list of all matching rows.
        package var isMultiple: Bool {
            switch self {
            case .unique, .any, .priority, .first: false
            case .outputOrder, .ruleOrder, .collect: true
            }
        }
    }
}

/// A table's hit policy, by its short name.
package typealias HitPolicy = DecisionTrace.HitPolicy

/// What COLLECT makes of the matching rows.
package enum Aggregation: String, Sendable {
    case sum = "SUM"
    case minimum = "MIN"
    case maximum = "MAX"
    case count = "COUNT"
}

/// A decision table as written.
package struct DecisionTable: Sendable {
    /// A column of conditions.
    package struct Input: Sendable {
        package var id: String?
        package var label: String?
        package var expression: ExpressionText
        package var typeRef: String?
        package var values: ExpressionText?
        package var location: SourceLocation

        package init(
            id: String?, label: String?, expression: ExpressionText, typeRef: String?,
            values: ExpressionText?, location: SourceLocation
        ) {
            self.id = id
            self.label = label
            self.expression = expression
            self.typeRef = typeRef
            self.values = values
            self.location = location
        }
    }

    /// A column of conclusions.
    package struct Output: Sendable {
        package var id: String?
        package var name: String?
        package var label: String?
        package var typeRef: String?
        package var values: ExpressionText?
        package var defaultEntry: ExpressionText?
        package var location: SourceLocation

        package init(
            id: String?, name: String?, label: String?, typeRef: String?,
            values: ExpressionText?, defaultEntry: ExpressionText?, location: SourceLocation
        ) {
            self.id = id
            self.name = name
            self.label = label
            self.typeRef = typeRef
            self.values = values
            self.defaultEntry = defaultEntry
            self.location = location
        }
    }

    /// A row.
    package struct Rule: Sendable {
        /// The row's id, or `row 3` where the file gives none.
        package var id: String
        package var description: String?
        package var inputs: [ExpressionText]
        package var outputs: [ExpressionText]
        package var annotations: [String]
        package var location: SourceLocation

        package init(
            id: String, description: String?, inputs: [ExpressionText],
            outputs: [ExpressionText], annotations: [String], location: SourceLocation
        ) {
            self.id = id
            self.description = description
            self.inputs = inputs
            self.outputs = outputs
            self.annotations = annotations
            self.location = location
        }
    }

    package var hitPolicy: HitPolicy
    package var aggregation: Aggregation?
    package var outputLabel: String?
    package var inputs: [Input]
    package var outputs: [Output]
    /// The heads of the annotation columns.
    package var annotationNames: [String]
    package var rules: [Rule]
    package var location: SourceLocation

    package init(
        hitPolicy: HitPolicy, aggregation: Aggregation? = nil, outputLabel: String? = nil,
        inputs: [Input], outputs: [Output], annotationNames: [String] = [], rules: [Rule],
        location: SourceLocation
    ) {
        self.hitPolicy = hitPolicy
        self.aggregation = aggregation
        self.outputLabel = outputLabel
        self.inputs = inputs
        self.outputs = outputs
        self.annotationNames = annotationNames
        self.rules = rules
        self.location = location
    }
}
