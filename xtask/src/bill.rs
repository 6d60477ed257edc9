//! The bill of materials: what others wrote that the artefact carries, for
//! machines, and what holds that list to be true.
//!
//! `cargo tree` makes the list. It is held to the program, whose panics name the
//! crates they are in, whenever one is built; and in the tests to what
//! `cargo metadata` says and to the table of dependencies in ARCHITECTURE.md.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};

use crate::notices::Package;

/// Holds the list to the program itself. Panics name the source they are in,
/// and with it the crate and its version (`page::flags` takes the folders away):
/// whatever crate the program names so has to be listed.
///
/// # Errors
///
/// When it names one that is not, or none at all, which it does in every build.
pub(crate) fn ensure_listed(packages: &BTreeSet<Package>, program: &[u8]) -> Result<()> {
    let listed: BTreeSet<String> = packages
        .iter()
        .map(|package| format!("{}-{}", package.name, package.version))
        .collect();
    let named = named_crates(program);
    ensure!(!named.is_empty(), "the program names no crate");
    let missing: Vec<&String> = named.difference(&listed).collect();
    ensure!(
        missing.is_empty(),
        "the program holds crates that the bill of materials does not list: {missing:?}"
    );
    Ok(())
}

/// The `NAME-VERSION` of each path `crates/NAME-VERSION/src/` in the program.
fn named_crates(program: &[u8]) -> BTreeSet<String> {
    let text = String::from_utf8_lossy(program);
    let paths = text.split("crates/").skip(1);
    paths
        .filter_map(|path| {
            let (folder, rest) = path.split_once('/')?;
            let version = folder.rsplit_once('-')?.1;
            let is_crate = rest.starts_with("src/")
                && version.starts_with(|c: char| c.is_ascii_digit())
                && folder.bytes().all(|b| b.is_ascii_graphic());
            is_crate.then(|| folder.to_owned())
        })
        .collect()
}

/// The packages as a bill of materials, in CycloneDX's JSON, for the artefact of
/// this SHA-256.
pub(crate) fn bill_of_materials(packages: &BTreeSet<Package>, sum: &str) -> String {
    let components: Vec<String> = packages
        .iter()
        .map(|package| {
            let Package {
                registry,
                name,
                version,
                licence,
            } = package;
            let address = format!("pkg:{registry}/{}@{version}", name.replace('@', "%40"));
            format!(
                "    {{\n      \"type\": \"library\",\n      \"name\": \"{name}\",\n      \
                 \"version\": \"{version}\",\n      \"purl\": \"{address}\",\n      \
                 \"licenses\": [{{ \"expression\": \"{licence}\" }}]\n    }}"
            )
        })
        .collect();
    format!(
        "{{\n  \"bomFormat\": \"CycloneDX\",\n  \"specVersion\": \"1.5\",\n  \"version\": 1,\n  \
         \"metadata\": {{\n    \"component\": {{ \"type\": \"application\", \"name\": \"lookback\", \
         \"version\": \"{}\", \"hashes\": [{{ \"alg\": \"SHA-256\", \"content\": \"{sum}\" }}] }}\n  }},\n  \"components\": [\n{}\n  ]\n}}\n",
        env!("CARGO_PKG_VERSION"),
        components.join(",\n")
    )
}

#[cfg(test)]
mod tests {
    use super::{ensure_listed, named_crates};
    use crate::notices::{crates, parse};
    use crate::shell::{answer, cargo};
    use crate::{project, tools};
    use serde_json::Value;
    use std::collections::{BTreeMap, BTreeSet};

    #[test]
    fn a_crate_that_the_program_names_must_be_listed() {
        let program = b"\0crates/zlib-rs-0.5.2/src/a.rs\0lookback/crates/intake/src/b.rs\xff";
        assert_eq!(
            named_crates(program),
            BTreeSet::from(["zlib-rs-0.5.2".to_owned()])
        );
        let listed = BTreeSet::from([parse("zlib-rs v0.5.2|Zlib").unwrap()]);
        assert!(ensure_listed(&listed, program).is_ok());
        let other = BTreeSet::from([parse("zlib-rs v0.5.1|Zlib").unwrap()]);
        assert!(ensure_listed(&other, program).is_err());
        assert!(ensure_listed(&listed, b"nothing").is_err());
    }

    /// What cargo knows of the packages: each by its id, and what each needs.
    struct Metadata {
        packages: BTreeMap<String, Value>,
        nodes: Vec<Value>,
    }

    type Named = (String, String);

    fn list(value: &Value) -> Vec<Value> {
        value.as_array().cloned().unwrap_or_default()
    }

    fn text(value: &Value) -> String {
        value.as_str().unwrap_or_default().to_owned()
    }

    fn named(package: &Value) -> Named {
        (text(&package["name"]), text(&package["version"]))
    }

    impl Metadata {
        fn read() -> Self {
            let told = answer(
                cargo()
                    .args(["metadata", "--format-version", "1", "--locked", "--offline"])
                    .args(["--filter-platform", tools::WASM]),
            )
            .unwrap();
            let told: Value = serde_json::from_str(&told).unwrap();
            Self {
                packages: list(&told["packages"])
                    .into_iter()
                    .map(|package| (text(&package["id"]), package))
                    .collect(),
                nodes: list(&told["resolve"]["nodes"]),
            }
        }

        fn package(&self, node: &Value) -> &Value {
            &self.packages[&text(&node["id"])]
        }

        /// What a package needs when it runs, our own crates included.
        fn needs(&self, node: &Value) -> Vec<&Value> {
            list(&node["deps"])
                .iter()
                .filter(|one| {
                    list(&one["dep_kinds"])
                        .iter()
                        .any(|kind| kind["kind"].is_null())
                })
                .map(|one| &self.packages[&text(&one["pkg"])])
                .filter(|package| {
                    let targets = list(&package["targets"]);
                    let kinds = targets.iter().flat_map(|target| list(&target["kind"]));
                    !kinds.into_iter().any(|kind| kind == "proc-macro")
                })
                .collect()
        }
    }

    fn listed() -> BTreeSet<Named> {
        crates()
            .unwrap()
            .into_iter()
            .map(|package| (package.name, package.version))
            .collect()
    }

    /// The list is what one command of cargo's says; here another one is asked.
    /// `Cargo.lock` has each crate at that version, and with a crate the list has
    /// all that the crate cannot be built without.
    #[test]
    fn the_list_agrees_with_the_lock_file_and_is_closed() {
        let cargo = Metadata::read();
        let listed = listed();
        assert!(listed.len() > 50);
        let locked: BTreeSet<Named> = cargo.packages.values().map(named).collect();
        let unknown: Vec<&Named> = listed.difference(&locked).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
        for node in &cargo.nodes {
            let package = cargo.package(node);
            if text(&package["name"]) != "web" && !listed.contains(&named(package)) {
                continue;
            }
            let always: BTreeSet<String> = list(&package["dependencies"])
                .iter()
                .filter(|one| one["optional"] == false && one["kind"].is_null())
                .map(|one| text(&one["name"]))
                .collect();
            for other in cargo.needs(node) {
                let (name, version) = named(other);
                let must = !other["source"].is_null() && always.contains(&name);
                assert!(
                    !must || listed.contains(&(name.clone(), version)),
                    "{:?} needs {name}",
                    named(package)
                );
            }
        }
    }

    /// What a crate of ours asks for has a row in ARCHITECTURE.md, with its size.
    #[test]
    fn every_dependency_earns_its_place() {
        let architecture =
            std::fs::read_to_string(project::root().join("ARCHITECTURE.md")).unwrap();
        let rows: BTreeMap<&str, &str> = architecture
            .lines()
            .skip_while(|line| !line.starts_with("| crate |"))
            .skip(2)
            .take_while(|line| line.starts_with('|'))
            .flat_map(|line| {
                let cells: Vec<&str> = line.trim_matches('|').split('|').collect();
                let (names, size) = (cells[0], cells[3].trim());
                let names =
                    names.split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_');
                names.map(move |name| (name, size))
            })
            .collect();
        let cargo = Metadata::read();
        let listed = listed();
        let mut reached = BTreeSet::from(["web".to_owned()]);
        loop {
            let before = reached.len();
            for node in &cargo.nodes {
                if reached.contains(&text(&cargo.package(node)["name"])) {
                    let ours = cargo
                        .needs(node)
                        .into_iter()
                        .filter(|one| one["source"].is_null());
                    reached.extend(ours.map(|one| text(&one["name"])));
                }
            }
            if reached.len() == before {
                break;
            }
        }
        assert!(reached.len() > 8, "{reached:?}");
        for node in &cargo.nodes {
            let package = cargo.package(node);
            if !package["source"].is_null() || !reached.contains(&text(&package["name"])) {
                continue;
            }
            for other in cargo.needs(node) {
                if !other["source"].is_null() && listed.contains(&named(other)) {
                    let name = text(&other["name"]);
                    let size = rows.get(name.as_str());
                    assert!(
                        size.is_some_and(|size| !size.is_empty()),
                        "{name}, for {}, has no row with a size",
                        text(&package["name"])
                    );
                }
            }
        }
    }
}
