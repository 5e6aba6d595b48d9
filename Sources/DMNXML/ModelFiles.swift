public import DMN
internal import Foundation
import XML

/// Reads `.dmn` files: one model, or a model with those that it imports.
///
///     let model = try ModelFiles.model(at: "Rules/hct/routing.dmn")
///     try model.evaluate(decision: "Registers", inputs: ["Score": 16])
public enum ModelFiles {
    /// The compiled model of a file, with the models that it imports.
    ///
    /// Imported models are found by `locationURI`, else among the `.dmn` files beside the file.
    public static func model(
        at path: String, strictness: DecisionModel.Strictness = .strict
    ) throws(DMNError) -> DecisionModel {
        let main = try definitions(at: path)
        let imported = try importedModels(of: main, beside: path)
        return try DecisionModel(main, imports: imported, strictness: strictness)
    }

    /// The model of a file as written, not compiled.
    public static func definitions(at path: String) throws(DMNError) -> Definitions {
        let root: XMLNode
        do {
            root = try XMLDocument.parse(path: path)
        } catch {
            throw DMNError([problem(error, file: path)])
        }
        return try definitions(root, file: path)
    }

    /// The model of a file's bytes as written; `file` is the name for messages.
    public static func definitions(
        bytes: [UInt8], file: String
    ) throws(DMNError) -> Definitions {
        let root: XMLNode
        do {
            root = try XMLDocument.parse(bytes, name: file)
        } catch {
            throw DMNError([problem(error, file: file)])
        }
        return try definitions(root, file: file)
    }

    private static func definitions(
        _ root: XMLNode, file: String
    ) throws(DMNError) -> Definitions {
        var reader = DefinitionsReader(file: file)
        let definitions = reader.definitions(root)
        guard let definitions, reader.problems.isEmpty else { throw DMNError(reader.problems) }
        return definitions
    }

    /// The models that a model imports, and those that these import, each once.
    private static func importedModels(
        of main: Definitions, beside path: String
    ) throws(DMNError) -> [Definitions] {
        var found: [Definitions] = []
        var wanted = main.imports.map { ($0, path) }
        var known: Set<String> = [main.namespace]
        var problems: [ModelProblem] = []
        while !wanted.isEmpty {
            let (next, importer) = wanted.removeFirst()
            guard known.insert(next.namespace).inserted else { continue }
            guard let (model, file) = locate(next, beside: importer, problems: &problems) else {
                continue
            }
            found.append(model)
            wanted += model.imports.map { ($0, file) }
        }
        guard problems.isEmpty else { throw DMNError(problems) }
        return found
    }

    private static func locate(
        _ wanted: Import, beside path: String, problems: inout [ModelProblem]
    ) -> (Definitions, String)? {
        let folder = folderPart(of: path)
        var candidates: [String] = []
        if let uri = wanted.locationURI, !uri.isEmpty, !uri.contains("://") {
            let named = (folder as NSString).appendingPathComponent(uri)
            if FileManager.default.fileExists(atPath: named) { candidates = [named] }
        }
        if candidates.isEmpty {
            let names =
                (try? FileManager.default.contentsOfDirectory(
                    atPath: folder.isEmpty ? "." : folder)) ?? []
            candidates = names.filter { $0.hasSuffix(".dmn") }.sorted()
                .map { (folder as NSString).appendingPathComponent($0) }
        }
        for candidate in candidates {
            guard let root = try? XMLDocument.parse(path: candidate),
                root.attribute("namespace") == wanted.namespace
            else { continue }
            do {
                return (try definitions(root, file: candidate), candidate)
            } catch {
                problems += error.problems
                return nil
            }
        }
        problems.append(
            ModelProblem(
                at: wanted.location,
                "no model with the namespace \"\(wanted.namespace)\" was found for the import "
                    + "\"\(wanted.name)\"",
                advice: "put its file beside this one, or name it by locationURI"))
        return nil
    }

    static func problem(_ error: XMLError, file: String) -> ModelProblem {
        ModelProblem(
            at: SourceLocation(file: file, line: error.line ?? 1, column: error.column ?? 1),
            error.what, advice: advice(error))
    }

    /// What to do about a file that cannot be read: it is a model or its tests, not an export.
    private static func advice(_ error: XMLError) -> String {
        guard error.advice == error.kind.advice else { return error.advice }
        switch error.kind {
        case .empty: return "save it again: this one holds nothing"
        case .notXML: return "a model is XML: save it as DMN 1.3"
        case .malformed: return "mend it there, or save it again"
        case .truncated: return "the file is cut short: save or copy it again"
        case .documentType: return "take the declaration out: none is ever read, for safety"
        case .tooDeep, .fieldTooLong, .recordTooLong, .startTagTooLong:
            return "no model needs that: look at the file before you trust it"
        case .notFound, .notReadable, .encoding: return error.advice
        }
    }
}
