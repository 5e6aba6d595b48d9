/// The names that an expression may use, with their types.
///
/// Names may hold spaces and operators: the parser takes the longest name in scope that fits, so a
/// scope must be complete before parsing.
///
///     let test = try Expression("Current score >= 15", scope: ["Current score": .number])
public struct Scope: Sendable {
    /// A name and its type.
    public struct Entry: Sendable {
        /// The name, its inner spaces single.
        public var name: String
        /// The type; `any` when it is not known.
        public var type: FEELType
    }

    /// The names in the order in which they were added; a later one hides an earlier one of the same
    /// name.
    public private(set) var entries: [Entry] = []

    /// Types by name, beside those that FEEL has, for `instance of` and parameters.
    public private(set) var types: [String: FEELType] = [:]

    /// Whether an unknown name is an error, or a null with a warning.
    ///
    /// A rulebook wants the error. Some DMN models lean on the null.
    public var areUnknownNamesErrors = true

    /// Makes a scope without names.
    public init() {}

    /// Makes a scope of names and types in order.
    public init(_ names: [(String, FEELType)]) {
        for (name, type) in names { add(name, type) }
    }

    /// The number of names, which is the slot that the next one will have.
    package var count: Int { entries.count }

    /// This scope with one more name.
    public func adding(_ name: String, _ type: FEELType = .any) -> Scope {
        var scope = self
        scope.add(name, type)
        return scope
    }

    /// This scope with one more named type.
    public func addingType(_ name: String, _ type: FEELType) -> Scope {
        var scope = self
        scope.addType(name, type)
        return scope
    }

    /// Adds a named type.
    package mutating func addType(_ name: String, _ type: FEELType) {
        types[normalisedName(name)] = type
    }

    /// The slot of a name; nil when the name is not in scope.
    package func slot(of name: String) -> Int? {
        let name = normalisedName(name)
        return entries.lastIndex { sameText($0.name, name) }
    }

    /// A warning for each value whose name is not in scope, sorted by name: it may be misspelt.
    func warnings(ofUnknown values: [String: FEEL.Value]) -> [Warning] {
        let known = Set(entries.map(\.name))
        return values.keys.filter { !known.contains($0) }.sorted().map {
            Warning(
                reason: .unknownName, position: .start,
                detail: "a value is given for \(quoted($0)), which is not in scope")
        }
    }

    /// Adds a name and returns its slot.
    @discardableResult
    package mutating func add(_ name: String, _ type: FEELType = .any) -> Int {
        entries.append(Entry(name: normalisedName(name), type: type))
        return entries.count - 1
    }
}

extension Scope: ExpressibleByDictionaryLiteral {
    /// Makes a scope of names and types in the order of the literal.
    public init(dictionaryLiteral elements: (String, FEELType)...) { self.init(elements) }
}

/// A name with each run of white space made one space, and none at the ends.
package func normalisedName(_ name: String) -> String {
    var result = String.UnicodeScalarView()
    var isSpacePending = false
    for scalar in name.unicodeScalars {
        if isFEELSpace(scalar) {
            isSpacePending = !result.isEmpty
        } else {
            if isSpacePending { result.append(" ") }
            isSpacePending = false
            result.append(scalar)
        }
    }
    return String(result)
}
