/// A DMN model as written in a file: types, inputs, decisions and knowledge, each with its place.
///
/// It is a plain value. `DecisionModel` compiles it; `DMNXML` reads it from a `.dmn` file.
public struct Definitions: Sendable {
    /// The model's name.
    public package(set) var name: String
    /// The model's namespace, by which others import it.
    public package(set) var namespace: String
    /// Where the model's root element stands.
    public package(set) var location: SourceLocation
    package var imports: [Import] = []
    package var itemDefinitions: [ItemDefinition] = []
    package var inputData: [InputData] = []
    package var decisions: [Decision] = []
    package var knowledgeModels: [BusinessKnowledgeModel] = []
    package var decisionServices: [DecisionService] = []

    /// Makes an empty model.
    package init(name: String, namespace: String, location: SourceLocation) {
        self.name = name
        self.namespace = namespace
        self.location = location
    }
}

/// Another model that this one uses, under a name.
package struct Import: Sendable {
    package var name: String
    package var namespace: String
    package var locationURI: String?
    package var location: SourceLocation

    package init(
        name: String, namespace: String, locationURI: String?, location: SourceLocation
    ) {
        self.name = name
        self.namespace = namespace
        self.locationURI = locationURI
        self.location = location
    }
}

/// A named value with a type: a variable, a parameter, a column of a relation.
package struct InformationItem: Sendable {
    package var name: String
    package var typeRef: String?
    package var location: SourceLocation

    package init(name: String, typeRef: String?, location: SourceLocation) {
        self.name = name
        self.typeRef = typeRef
        self.location = location
    }
}

/// A reference to an element by href: `#id` or `namespace#id`.
package struct Reference: Sendable {
    /// The namespace before the `#`; nil means this model.
    package var namespace: String?
    package var id: String
    package var location: SourceLocation

    package init(namespace: String?, id: String, location: SourceLocation) {
        self.namespace = namespace
        self.id = id
        self.location = location
    }
}

/// A piece of FEEL text as written, with its place.
package struct ExpressionText: Sendable {
    package var text: String
    package var location: SourceLocation

    package init(_ text: String, location: SourceLocation) {
        self.text = text
        self.location = location
    }
}

/// A type defined by the model.
package struct ItemDefinition: Sendable {
    /// What the type is made of.
    package enum Body: Sendable {
        /// Another type, perhaps constrained.
        case reference(String)
        /// A context with these components.
        case components([ItemDefinition])
        /// A function from parameters to a result.
        case function(parameters: [InformationItem], result: String?)
        /// Nothing said: any value.
        case unspecified
    }

    package var id: String?
    package var name: String
    package var body: Body
    package var isCollection: Bool
    /// Tests on each value: on each member, for a collection.
    package var allowedValues: ExpressionText?
    /// Tests on the whole value: on the list, for a collection (DMN 1.5).
    package var typeConstraint: ExpressionText?
    package var location: SourceLocation

    package init(
        id: String?, name: String, body: Body, isCollection: Bool = false,
        allowedValues: ExpressionText? = nil, typeConstraint: ExpressionText? = nil,
        location: SourceLocation
    ) {
        self.id = id
        self.name = name
        self.body = body
        self.isCollection = isCollection
        self.allowedValues = allowedValues
        self.typeConstraint = typeConstraint
        self.location = location
    }
}

/// A fact that the model is given.
package struct InputData: Sendable {
    package var id: String
    package var name: String
    package var variable: InformationItem
    package var location: SourceLocation

    package init(id: String, name: String, variable: InformationItem, location: SourceLocation) {
        self.id = id
        self.name = name
        self.variable = variable
        self.location = location
    }
}

/// A decision: its logic and what it requires.
package struct Decision: Sendable {
    package var id: String
    package var name: String
    package var question: String?
    package var description: String?
    package var variable: InformationItem
    package var requiredDecisions: [Reference]
    package var requiredInputs: [Reference]
    package var requiredKnowledge: [Reference]
    package var expression: BoxedExpression?
    package var location: SourceLocation

    package init(
        id: String, name: String, question: String? = nil, description: String? = nil,
        variable: InformationItem, requiredDecisions: [Reference] = [],
        requiredInputs: [Reference] = [], requiredKnowledge: [Reference] = [],
        expression: BoxedExpression?, location: SourceLocation
    ) {
        self.id = id
        self.name = name
        self.question = question
        self.description = description
        self.variable = variable
        self.requiredDecisions = requiredDecisions
        self.requiredInputs = requiredInputs
        self.requiredKnowledge = requiredKnowledge
        self.expression = expression
        self.location = location
    }
}

/// A function that decisions call by name.
package struct BusinessKnowledgeModel: Sendable {
    package var id: String
    package var name: String
    package var variable: InformationItem
    package var logic: FunctionDefinition?
    package var requiredKnowledge: [Reference]
    package var location: SourceLocation

    package init(
        id: String, name: String, variable: InformationItem, logic: FunctionDefinition?,
        requiredKnowledge: [Reference] = [], location: SourceLocation
    ) {
        self.id = id
        self.name = name
        self.variable = variable
        self.logic = logic
        self.requiredKnowledge = requiredKnowledge
        self.location = location
    }
}

/// Decisions offered together as a function of given decisions and inputs.
package struct DecisionService: Sendable {
    package var id: String
    package var name: String
    package var variable: InformationItem
    package var outputDecisions: [Reference]
    package var encapsulatedDecisions: [Reference]
    package var inputDecisions: [Reference]
    package var inputData: [Reference]
    package var location: SourceLocation

    package init(
        id: String, name: String, variable: InformationItem, outputDecisions: [Reference],
        encapsulatedDecisions: [Reference] = [], inputDecisions: [Reference] = [],
        inputData: [Reference] = [], location: SourceLocation
    ) {
        self.id = id
        self.name = name
        self.variable = variable
        self.outputDecisions = outputDecisions
        self.encapsulatedDecisions = encapsulatedDecisions
        self.inputDecisions = inputDecisions
        self.inputData = inputData
        self.location = location
    }
}
