package import RiskRegister

/// Reads an assurance framework: a small document, kept in the register as one raw field, its text.
package enum FrameworkReader {
    /// The framework that a raw record's single field, the file's text as UTF-8, holds.
    ///
    /// - Parameters:
    ///   - raw: The record.
    ///   - mapping: The mapping of the framework's words.
    ///   - dateOrder: The order of numeric dates.
    /// - Returns: The framework, with what reading it had to say.
    /// - Throws: When the text is not a framework.
    package static func framework(
        _ raw: RawRecord, mapping: SourceMapping, dateOrder: SourceMapping.DateOrder
    ) throws -> AssuranceFramework { AssuranceFramework() }
}
