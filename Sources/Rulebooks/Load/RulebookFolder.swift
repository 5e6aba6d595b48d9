import DMN
import DMNXML
import RiskRegister

/// Loads a rulebook: YAML, decision tables and mappings, checked and compiled once.
///
///     let loaded = try RulebookFolder.load("Rules/hct")
///     loaded.rulebook.thresholdScore   // 15
///
/// Wrong rules always stop a run, with everything that is wrong listed by file, line and column.
package enum RulebookFolder {
    /// The rulebook of a folder.
    ///
    /// - Parameter path: The folder.
    /// - Returns: The rulebook and what it was made of.
    /// - Throws: `RulebookError`.
    package static func load(_ path: String) throws(RulebookError) -> LoadedRulebook {
        var folder = path
        while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
        return try load(try FolderReader.files(folder), name: folder)
    }

    /// The rulebook of files that were read before, as a register keeps them.
    ///
    /// - Parameters:
    ///   - files: Paths inside the folder, and bytes.
    ///   - name: What to call the folder in messages.
    /// - Returns: The rulebook and what it was made of.
    /// - Throws: `RulebookError`.
    package static func load(
        files: [(path: String, bytes: [UInt8])], name: String
    ) throws(RulebookError) -> LoadedRulebook {
        try load(
            files.map { RulebookSourceFile(path: $0.path, bytes: $0.bytes) }, name: name)
    }

    private static func load(
        _ files: [RulebookSourceFile], name: String
    ) throws(RulebookError) -> LoadedRulebook {
        let files = files.filter { $0.kind != nil }.sorted { $0.path < $1.path }
        guard let settingsFile = files.first(where: { $0.kind == .settings }) else {
            throw .noRulebook(path: name)
        }
        var problems: [ModelProblem] = []
        let prefix = name.isEmpty ? "" : "\(name)/"

        var settingsReader = SettingsReader(file: prefix + settingsFile.path)
        let settings = settingsReader.settings(settingsFile.bytes)
        problems += settingsReader.tree.problems

        var mappings: [SourceMapping] = []
        for file in files where file.kind == .mapping {
            var reader = MappingReader(file: prefix + file.path, of: settings)
            let mapping = reader.mapping(file.bytes)
            problems += reader.tree.problems
            if mappings.contains(where: { $0.id == mapping.id && !mapping.id.isEmpty }) {
                problems.append(
                    ModelProblem(
                        at: SourceLocation(file: prefix + file.path, line: 1, column: 1),
                        "another mapping has the id \"\(mapping.id)\" too",
                        advice: "give this one an id of its own"))
            }
            problems += unknownMarks(mapping, settings.registers, file: prefix + file.path)
            mappings.append(mapping)
        }

        let models = models(files, prefix: prefix, problems: &problems)
        let rulebook = rulebook(
            settings, mappings, models: models.compiled, broken: models.broken, prefix: prefix,
            digest: files.digest, problems: &problems)
        let errors = problems.filter { $0.severity == .error }
        guard errors.isEmpty, let rulebook else { throw .problems(errors.inFileOrder) }
        let warnings = problems + models.compiled.flatMap(\.model.warnings)
        return LoadedRulebook(
            rulebook: rulebook, files: files, models: models.compiled,
            warnings: warnings.inFileOrder, name: name)
    }

    /// The rulebook of settings, mappings and compiled models; nil where a setting is missing.
    ///
    /// What keeps decisions from playing their roles is added to the problems.
    static func rulebook(
        _ settings: RulebookSettings, _ mappings: [SourceMapping], models: [LoadedRulebook.Model],
        broken: Set<String>, prefix: String, digest: String, problems: inout [ModelProblem]
    ) -> Rulebook? {
        var compiler = RoleCompiler(
            models: models, broken: broken, prefix: prefix,
            localFacts: Set(mappings.flatMap(\.localFacts.keys)), settings: settings)
        let decisions = compiler.decisions()
        let findingSettings = compiler.findingSettings(decisions[.findings])
        problems += compiler.problems
        guard let effectiveFrom = settings.effectiveFrom else { return nil }
        return Rulebook(
            id: settings.id, name: settings.name, version: settings.version,
            effectiveFrom: effectiveFrom, approvedBy: settings.approvedBy,
            sourceDocument: settings.sourceDocument, digest: digest,
            registers: settings.registers, decisions: RuleDecisions(decisions),
            findingSettings: findingSettings, mappings: mappings,
            shrinkLimitPercent: settings.shrinkLimit, declaredMatrix: settings.matrix,
            bodies: settings.bodies)
    }

    /// Marks of a mapping that mean a register which the rulebook does not have.
    private static func unknownMarks(
        _ mapping: SourceMapping, _ registers: [RegisterDefinition], file: String
    ) -> [ModelProblem] {
        guard !registers.isEmpty else { return [] }
        let known = registers.map(\.id)
        return Set(mapping.registerMarks.values).subtracting(known).sorted().map { id in
            ModelProblem(
                at: SourceLocation(file: file, line: 1, column: 1),
                "register marks mean \"\(id)\", and the rulebook has no such register",
                advice: YAMLTree.offer(id, known))
        }
    }

    /// The compiled models, and the paths of those that are broken.
    private static func models(
        _ files: [RulebookSourceFile], prefix: String, problems: inout [ModelProblem]
    ) -> (compiled: [LoadedRulebook.Model], broken: Set<String>) {
        var written: [(file: String, definitions: Definitions)] = []
        var broken: Set<String> = []
        for file in files where file.kind == .model {
            do {
                written.append(
                    (
                        file.path,
                        try ModelFiles.definitions(bytes: file.bytes, file: prefix + file.path)
                    ))
            } catch {
                problems += error.problems
                broken.insert(file.path)
            }
        }
        var compiled: [LoadedRulebook.Model] = []
        for (path, definitions) in written {
            do {
                // Only a model that imports is given the others; alone it compiles faster.
                let others =
                    definitions.imports.isEmpty
                    ? [] : written.filter { $0.file != path }.map(\.definitions)
                compiled.append(
                    LoadedRulebook.Model(
                        file: path, model: try DecisionModel(definitions, imports: others)))
            } catch {
                problems += error.problems
                broken.insert(path)
            }
        }
        return (compiled, broken)
    }
}
