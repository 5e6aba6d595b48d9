package import FEEL

/// What the inputs of a model can be, beyond what the model says: each by itself, and some together.
package struct InputDomains: Sendable {
    /// All values that an input can have, by its name; null among them when it may be absent.
    package var values: [String: [Value]]
    /// Inputs whose values depend on one another; an input stands in at most one of these.
    package var joint: [JointDomain]

    /// What inputs can be.
    package init(values: [String: [Value]] = [:], joint: [JointDomain] = []) {
        self.values = values
        self.joint = joint
    }
}

/// Inputs that depend on one another, with every combination of their values that can occur.
///
/// A score is likelihood x consequence, so that consequence 5 and score 12 do not go together; but a
/// printed score may be any number. Combinations in which the rule holds are told from the others.
package struct JointDomain: Sendable {
    /// Values that occur together.
    package struct Combination: Sendable {
        /// A value for each of the names.
        package var values: [Value]
        /// Whether the inputs keep to the rule here.
        package var isRegular: Bool

        /// Values that occur together.
        package init(_ values: [Value], isRegular: Bool = true) {
            self.values = values
            self.isRegular = isRegular
        }
    }

    /// The rule between the inputs, in words for a remark.
    package struct Rule: Sendable {
        /// When it holds: "the score is likelihood x consequence".
        package var condition: String
        /// What a value that never keeps to it is: "no product on a 5x5".
        package var breach: String
        /// What may break it: "only a printed score".
        package var exception: String

        /// A rule in words.
        package init(condition: String, breach: String, exception: String) {
            self.condition = condition
            self.breach = breach
            self.exception = exception
        }
    }

    /// The inputs' names.
    package var names: [String]
    /// Everything that can occur.
    package var combinations: [Combination]
    /// What the regular combinations have in common; nil when all are regular.
    package var rule: Rule?

    /// Inputs that depend on one another.
    package init(names: [String], combinations: [Combination], rule: Rule? = nil) {
        self.names = names
        self.combinations = combinations
        self.rule = rule
    }
}
