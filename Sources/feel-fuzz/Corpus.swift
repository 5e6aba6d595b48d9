import Foundation

/// Texts that people wrote, to be spoilt: expressions, models and files of test cases.
struct Corpus {
    private(set) var expressions: [[UInt8]] = []
    private(set) var models: [[UInt8]] = []
    private(set) var suites: [[UInt8]] = []
    private(set) var settings: [[UInt8]] = []

    /// Collects what lies below some folders, in the order of the names.
    init(folders: [String]) {
        for folder in folders {
            let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String }
            for name in (names ?? []).sorted() { add("\(folder)/\(name)") }
        }
        if expressions.isEmpty { expressions = [Array("1 + 1".utf8)] }
        if models.isEmpty { models = [Array(Corpus.smallModel.utf8)] }
        if suites.isEmpty { suites = [Array("<testCases/>".utf8)] }
        if settings.isEmpty { settings = [Array("id: x\n".utf8)] }
    }

    private mutating func add(_ path: String) {
        let isText = path.hasSuffix(".txt") && path.contains("Expressions")
        guard
            isText || path.hasSuffix(".dmn") || path.hasSuffix(".yaml")
                || (path.hasSuffix(".xml") && path.contains("/tests/")),
            let bytes = FileManager.default.contents(atPath: path).map({ Array($0) })
        else { return }
        if isText {
            for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n")
            where !line.hasPrefix("#") {
                let source = line.components(separatedBy: "  =>  ")[0]
                expressions.append(Array(source.utf8))
            }
        } else if path.hasSuffix(".dmn") {
            models.append(bytes)
        } else if path.hasSuffix(".xml") {
            suites.append(bytes)
        } else {
            settings.append(bytes)
        }
    }

    private static let smallModel = """
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="m" namespace="urn:m">
        <decision id="d" name="d"><literalExpression><text>1</text></literalExpression></decision></definitions>
        """
}
