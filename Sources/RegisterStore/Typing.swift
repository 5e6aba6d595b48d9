package import RiskRegister

/// How what the register keeps raw is given a meaning again, as pure functions.
///
/// The register stores records, mappings and rules as they were given. Their typed forms are made
/// anew whenever they are asked for, so that a correction in reading them reaches all history.
/// The reading of exports and the compiling of rules live in other targets; the caller joins them.
package struct Typing: Sendable {
    /// The mapping that a mapping file's bytes write.
    package var mapping: @Sendable (_ text: [UInt8]) throws -> SourceMapping
    /// The typed form of a risk's record.
    package var risk:
        @Sendable (RawRecord, SourceMapping, SourceMapping.DateOrder) throws -> RiskRecord
    /// The typed form of an action's record.
    package var action:
        @Sendable (RawRecord, SourceMapping, SourceMapping.DateOrder) throws -> ActionRecord
    /// The framework that a raw record of one field, the file's text, holds.
    package var framework:
        @Sendable (RawRecord, SourceMapping, SourceMapping.DateOrder) throws -> AssuranceFramework
    /// The compiled rulebook of a folder's files.
    package var rulebook: @Sendable ([RulebookFile]) throws -> Rulebook

    /// The functions that give raw rows a meaning.
    package init(
        mapping: @escaping @Sendable ([UInt8]) throws -> SourceMapping,
        risk:
            @escaping @Sendable (RawRecord, SourceMapping, SourceMapping.DateOrder) throws ->
            RiskRecord,
        action:
            @escaping @Sendable (RawRecord, SourceMapping, SourceMapping.DateOrder) throws ->
            ActionRecord,
        framework:
            @escaping @Sendable (RawRecord, SourceMapping, SourceMapping.DateOrder) throws ->
            AssuranceFramework,
        rulebook: @escaping @Sendable ([RulebookFile]) throws -> Rulebook
    ) {
        self.mapping = mapping
        self.risk = risk
        self.action = action
        self.framework = framework
        self.rulebook = rulebook
    }
}

/// One file of a folder of rules, as it is kept in the register.
package struct RulebookFile: Hashable, Sendable {
    /// Its path within the folder, with "/" between parts ("mappings/datix.yaml").
    package var path: String
    /// Its bytes.
    package var bytes: [UInt8]

    /// A file of a rulebook.
    package init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }
}

/// A compiled rulebook with the files that it was compiled from.
package struct RulebookSource: Sendable {
    /// The compiled rulebook.
    package var rulebook: Rulebook
    /// Its files, all of them.
    package var files: [RulebookFile]

    /// A rulebook and its files.
    package init(rulebook: Rulebook, files: [RulebookFile]) {
        self.rulebook = rulebook
        self.files = files
    }
}
