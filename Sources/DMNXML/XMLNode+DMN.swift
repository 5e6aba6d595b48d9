import XML

extension XMLNode {
    /// The value of an attribute without a prefix: DMN's own have none.
    func attribute(_ name: String) -> String? {
        attributes.first { $0.prefix == nil && $0.name == name }?.value
    }

    /// The names of the attributes without a prefix, in the file's order.
    var unqualifiedAttributeNames: [String] {
        attributes.filter { $0.prefix == nil }.map(\.name)
    }
}
