package import RiskRegister
internal import XML

/// Reads an assurance framework: a small document, kept in the register as one raw field, its text.
///
/// Its elements are the package's own (Samples/hct/framework.xml shows them all). Names are compared
/// without case and punctuation, what a list calls an attribute may be an element and the other way
/// round, and groups such as `<Committees>` may be left out. A principal risk is read as a record of
/// an export is, by the mapping, so scores, dates and words follow the same rules.
package enum FrameworkReader {
    /// The framework that a raw record's single field, the file's text as UTF-8, holds.
    ///
    /// - Parameters:
    ///   - raw: The record.
    ///   - mapping: The mapping of the framework's words.
    ///   - dateOrder: The order of numeric dates.
    /// - Returns: The framework, with what reading it had to say.
    /// - Throws: ``XMLError`` when the text is not a framework.
    package static func framework(
        _ raw: RawRecord, mapping: SourceMapping, dateOrder: SourceMapping.DateOrder
    ) throws -> AssuranceFramework {
        guard let field = raw.fields.first else {
            throw XMLError(.empty, file: RegisterFile.frameworkField, what: "there is no framework")
        }
        let root = try XMLDocument.parse(Array(field.text.utf8), name: field.name)
        let names = (mapping.roots + ["AssuranceFramework"]).map(\.lettersAndDigits)
        guard names.contains(root.name.lettersAndDigits) else {
            let line = field.text.split(
                separator: "\n", maxSplits: root.line, omittingEmptySubsequences: false
            ).dropFirst(root.line - 1).first.map { String($0.prefix(160)) }
            throw XMLError(
                .malformed, file: field.name, line: root.line, column: root.column,
                what: "<\(root.name)> is not an assurance framework", excerpt: line,
                caret: root.column <= 160 ? root.column - 1 : nil,
                advice: "A framework begins with <AssuranceFramework>; Samples/hct shows one.")
        }
        var building = FrameworkBuilding(mapping, dateOrder, file: field.name)
        return building.framework(root)
    }
}
