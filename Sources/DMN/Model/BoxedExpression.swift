/// The logic of a decision or function: one of DMN's boxed expressions, with its type and place.
package struct BoxedExpression: Sendable {
    /// The kinds of boxed expression, levels 2 and 3.
    package indirect enum Kind: Sendable {
        case literal(ExpressionText)
        case table(DecisionTable)
        case context([BoxedEntry])
        case invocation(function: BoxedExpression, bindings: [Binding])
        case list([BoxedExpression])
        case relation(columns: [InformationItem], rows: [[BoxedExpression]])
        case function(FunctionDefinition)
        case conditional(
            condition: BoxedExpression, then: BoxedExpression, otherwise: BoxedExpression)
        case filter(source: BoxedExpression, match: BoxedExpression)
        case iteration(
            Iteration, variable: String, source: BoxedExpression, body: BoxedExpression)
    }

    /// The three boxed iterators of DMN 1.4.
    package enum Iteration: String, Sendable {
        case forReturn = "for"
        case some
        case every
    }

    package var id: String?
    package var typeRef: String?
    package var kind: Kind
    package var location: SourceLocation

    package init(id: String?, typeRef: String?, kind: Kind, location: SourceLocation) {
        self.id = id
        self.typeRef = typeRef
        self.kind = kind
        self.location = location
    }
}

/// An entry of a boxed context; the one without a variable is the result.
package struct BoxedEntry: Sendable {
    package var variable: InformationItem?
    package var value: BoxedExpression

    package init(variable: InformationItem?, value: BoxedExpression) {
        self.variable = variable
        self.value = value
    }
}

/// What a parameter of an invocation is given.
package struct Binding: Sendable {
    package var parameter: InformationItem
    /// Nil when the model leaves it open: then null.
    package var value: BoxedExpression?

    package init(parameter: InformationItem, value: BoxedExpression?) {
        self.parameter = parameter
        self.value = value
    }
}

/// Parameters and a body.
package struct FunctionDefinition: Sendable {
    /// Who runs the body: FEEL here; Java and PMML are known and not run.
    package enum Kind: String, Sendable {
        case feel = "FEEL"
        case java = "Java"
        case pmml = "PMML"
    }

    package var kind: Kind
    package var parameters: [InformationItem]
    package var typeRef: String?
    package var body: BoxedExpression?
    package var location: SourceLocation

    package init(
        kind: Kind, parameters: [InformationItem], typeRef: String? = nil,
        body: BoxedExpression?, location: SourceLocation
    ) {
        self.kind = kind
        self.parameters = parameters
        self.typeRef = typeRef
        self.body = body
        self.location = location
    }
}
