package import RiskRegister

/// What a mapping makes of the names of a file, for whoever asks about one of them.
package enum MappedNames {
    /// The typed field that a source name fills by a mapping; nil when it fills none.
    ///
    ///     MappedNames.field(of: "ram_description", by: datix)   // .description
    package static func field(of name: String, by mapping: SourceMapping) -> MappedField? {
        let compiled = CompiledMapping.compiled(mapping)
        return switch compiled.known(name) {
        case .whole(let target), .part(let target), .code(let target):
            compiled.targets[target].field?.field
        case nil: nil
        }
    }

    /// The name as names are compared: without case, spaces and punctuation.
    package static func folded(_ name: String) -> String { name.lettersAndDigits }
}
