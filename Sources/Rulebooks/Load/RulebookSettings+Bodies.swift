import RiskRegister
import Yams

extension SettingsReader {
    private static let bodyNames = ["id", "name", "deputies", "delegates", "chair's action"]

    /// The bodies that decide, with those who may decide for them.
    mutating func bodies(_ entry: YAMLEntry) -> [BodyDefinition] {
        guard case .sequence(let items) = entry.value, !items.isEmpty else {
            tree.problem(
                entry.value, "bodies is not a list of bodies",
                advice: "give each body `- id:` and its lines, or leave the section out")
            return []
        }
        var bodies: [BodyDefinition] = []
        for item in items {
            var body = BodyDefinition(id: "", name: "")
            for field in tree.entries(of: item, called: "a body") {
                switch field.name {
                case "id": body.id = filled(field)
                case "name": body.name = filled(field)
                case "deputies": body.deputies = tree.texts(field)
                case "delegates": body.delegates = tree.texts(field)
                case "chair's action": body.chairsAction = tree.texts(field)
                default: tree.unknown(field, among: SettingsReader.bodyNames)
                }
            }
            if body.id.isEmpty { tree.problem(item, "a body has no id", advice: "give it `id:`") }
            if body.name.isEmpty { body.name = body.id }
            if let known = bodies.first(where: { $0.isOverlapping(body) }) {
                tree.problem(item, "the body \"\(known.name)\" stands twice")
                continue
            }
            bodies.append(body)
        }
        return bodies
    }
}

extension BodyDefinition {
    /// A word could name the one or the other.
    fileprivate func isOverlapping(_ other: BodyDefinition) -> Bool {
        [other.id, other.name].contains { $0.folded == id.folded || $0.folded == name.folded }
    }
}
